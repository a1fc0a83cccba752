//! The kinds of page. Each is one struct and one template of the same name, which sees only that struct.

pub(crate) mod at;
pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod chart;
mod common;
pub(crate) mod criteria;
pub(crate) mod data;
mod declarations;
pub(crate) mod department;
pub(crate) mod directory;
pub(crate) mod documents;
pub(crate) mod figure_lists;
pub(crate) mod figures;
pub(crate) mod group;
pub(crate) mod home;
pub(crate) mod hosts;
pub(crate) mod kinds;
pub(crate) mod listing;
pub(crate) mod map;
pub(crate) mod meanwhile;
pub(crate) mod member;
pub(crate) mod member_letter;
pub(crate) mod members;
pub(crate) mod not_evaluated;
pub(crate) mod notices;
pub(crate) mod registry_defects;
pub(crate) mod rows;
pub(crate) mod rule;
pub(crate) mod search;
pub(crate) mod shared;
pub(crate) mod shell;
pub(crate) mod site;
pub(crate) mod site_map;
pub(crate) mod table;
pub(crate) mod verdict;

pub(crate) use crate::context::{Context, edition, page_of};
