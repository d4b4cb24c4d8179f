//! The page where there's no answer.

use maud::{Markup, html};

use super::{Place, layout};
use crate::fault::Fault;

pub(crate) fn page(fault: &Fault) -> Markup {
    let main = html! {
        div.fault #start tabindex="-1" {
            p.code { (fault.status.as_u16()) }
            h1 dir="auto" { (fault.title) }
            p dir="auto" { (fault.hint) }
            p { a href="/" { "All reports" } }
        }
    };
    layout(Place::Nowhere, &fault.title, None, &main)
}
