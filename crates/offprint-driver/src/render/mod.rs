//! Posts made when they are wanted, and rendered on all cores in the edition's order.

mod posts;
mod sheets;

pub(crate) use posts::{BATCH, Posts, every};
pub(crate) use sheets::{Bound, Job, bind};
