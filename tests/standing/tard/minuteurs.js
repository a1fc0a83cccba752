const nommer = (id, nom) => document.getElementById(id).setAttribute('aria-label', nom);
setTimeout(() => nommer('lien', 'Ouvrir le menu'), 2200);

const suite = reste => reste === 0 ? nommer('suite', 'Page suivante') : setTimeout(suite, 700, reste - 1);
suite(3);

let tours = 0;
const minuteur = setInterval(() => {
    tours += 1;
    if (tours < 5) return;
    clearInterval(minuteur);
    nommer('tours', 'Rechercher');
}, 300);

scheduler.postTask(() => nommer('tache', 'Partager'), { delay: 1300 });
