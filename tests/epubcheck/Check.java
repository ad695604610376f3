import com.adobe.epubcheck.tool.EpubChecker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks epubcheck about many books in one process, for its start takes longer than most books do; warnings count as
 * errors. Says what it finds, and how many books it looked at.
 *
 * <p>Usage: {@code java -cp epubcheck.jar Check.java LIST}, with a file that names a book a line; ends with 0 when nothing
 * is found in any of them.
 */
public class Check {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    int books = 0;
    int faulty = 0;
    for (String book : Files.readAllLines(Path.of(arguments[0]))) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
      System.setOut(both);
      System.setErr(both);
      int code = new EpubChecker().run(new String[] {book, "--failonwarnings", "--quiet"});
      System.setOut(out);
      System.setErr(err);
      books++;
      if (code != 0) {
        faulty++;
        out.println(book + ":\n" + said.toString(StandardCharsets.UTF_8));
      }
    }
    out.println(faulty + " of " + books + " books with errors or warnings");
    System.exit(faulty == 0 ? 0 : 1);
  }
}
