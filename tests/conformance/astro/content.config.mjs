import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const schema = ({ image }) =>
  z.object({ title: z.string(), heroImage: z.union([z.string().url(), image()]).optional() }).passthrough();
export const collections = {
  posts: defineCollection({ loader: glob({ pattern: "**/*.md", base: "./src/content/posts" }), schema }),
};
