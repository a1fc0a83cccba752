//! Facts about the whole page that many targets need, each computed once.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Facts by their type.
#[derive(Default)]
pub(super) struct Facts(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Facts {
    /// The fact of this type, computed when it is first needed. Each type is one fact.
    pub fn get<T: Send + Sync + 'static>(&self, work_out: impl FnOnce() -> T) -> Arc<T> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&TypeId::of::<T>()).cloned();
        if let Some(known) = held.and_then(|fact| fact.downcast::<T>().ok()) {
            return known;
        }
        // The fact is computed without holding the lock, because it may need another fact.
        let fact = Arc::new(work_out());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(TypeId::of::<T>(), fact.clone());
        fact
    }
}
