use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns};

/// A tree of which only is kept how deep and how large it is.
#[derive(Debug)]
pub(crate) struct Depth {
    document: Handle,
    deepest: Cell<usize>,
    elements: Cell<usize>,
}

pub(crate) type Handle = Rc<Node>;

#[derive(Debug)]
pub(crate) struct Node {
    name: QualName,
    depth: Cell<usize>,
}

impl Default for Depth {
    fn default() -> Self {
        Self {
            document: node(nameless()),
            deepest: Cell::default(),
            elements: Cell::default(),
        }
    }
}

impl Depth {
    /// How deep the deepest element lies.
    pub(crate) fn deepest(&self) -> usize {
        self.deepest.get()
    }

    /// How many elements there are, those included that were moved or dropped.
    pub(crate) fn elements(&self) -> usize {
        self.elements.get()
    }

    fn place(&self, child: &NodeOrText<Handle>, depth: usize) {
        if let NodeOrText::AppendNode(child) = child {
            child.depth.set(depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

fn node(name: QualName) -> Handle {
    Rc::new(Node {
        name,
        depth: Cell::default(),
    })
}

fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl TreeSink for Depth {
    type Handle = Handle;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        node(name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        node(nameless())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        node(nameless())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(&child, parent.depth.get() + 1);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let depth = element.depth.get();
        self.place(
            &child,
            if depth > 0 {
                depth
            } else {
                previous.depth.get() + 1
            },
        );
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        self.place(&new_node, sibling.depth.get());
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Handle) {}

    fn reparent_children(&self, _: &Handle, _: &Handle) {}
}
