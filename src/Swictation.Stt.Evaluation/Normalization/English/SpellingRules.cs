namespace Swictation.Stt.Evaluation;

/// <summary>The words whose British spelling is changed, as stems with their endings.</summary>
internal static class SpellingRules
{
    /// <summary>
    /// A rule is <c>british>american endings : stems</c>: every stem, followed by the British letters, followed by every ending. A dash is
    /// an empty stem or ending, an underscore a space; without a colon the stem is empty; indented lines hold more stems.
    /// </summary>
    /// <remarks>
    /// They spell out the 1,739 words that Whisper's English normaliser changes, no more and no fewer, its oddities included
    /// (<c>archaeology</c> ends in a stray tag there), since figures are comparable only where the same words change.
    /// </remarks>
    public const string Text = """
        is>iz e,ed,es,ing :
          accessor anglic antagon apolog author bapt bastard bowdler brutal canal cannibal canon capital caramel carbon categor cauter
          central character circular civil collectiv commercial compartmental computer conceptual contextual criminal critic custom
          demon deodor depersonal deput digit econom editorial empath emphas energ epitom eulog evangel exorc factor fantas femin
          galvan ghetto glamor homogen human hybrid hypnot hypothes idol immortal individual industrial initial intellectual italic
          item jeopard legitim local magnet memor memorial mesmer metabol militar minim modern moral optim ostrac overemphas
          particular penal personal philosoph plagiar propagand public radical random revital revolution rhapsod romantic sanit satir
          scandal scrutin sensational sensit sentimental sermon signal sodom solemn summar symbol tempor tender terror theor traumat
          trivial tyrann vandal verbal
        is>iz ation,e,ed,es,ing :
          acclimat crystall decentral decriminal dehuman demilitar demobil democrat demoral denational desensit destabil extempor
          familiar final formal fossil fratern global harmon hospital ideal immun institutional internal international legal liberal
          lion marginal material maxim mechan miniatur mobil monopol natural neutral normal oxid passiv pasteur pedestrian polar
          politic popular pressur priorit professional pulver regular secular social standard stigmat synchron systemat union urban
          vapor victim vulgar western
        is>iz ation,ations,e,ed,es,ing : dramat external fictional general national privat rational reorgan serial special visual vocal
        is>iz ed : annual motor ritual transistor unauthor uncivil underutil unorgan vulcan
        is>iz ation,e,ed,er,ers,es,ing : colon equal fertil immobil ion stabil subsid
        is>iz e,ed,er,ers,es,ing : liquid moistur proselyt sympath synthes woman
        is>iz e,ed,es,ing,ingly : agon patron tantal
        is>iz able,ation,ations,e,ed,es,ing : amort real
        is>iz ement : aggrand
        is>iz er,ers,ing,ingly : appet
        is>iz ation,ed : disorgan
        is>iz ation,ational,ations,e,ed,er,ers,es,ing : organ
        is>iz able,ably,ance,e,ed,es,ing : recogn
        is>iz ation,ations,e,ed,er,ers,es,ing : steril
        is>iz able,ed : unrecogn
        is>iz able,ation,e,ed,es,ing : util
        ys>yz e,ed,es,ing : anal catal paral psychoanal
        ys>yz e,ed,er,ers,es,ing : breathal
        our>or - : ard cand clang demean disfav ferv misbehavi ranc technicol val vig
        our>or -,s : arb misdemean parl rig savi splend tricol tum vap watercol
        our>or -,ed,ing,s : belab clam discol endeav harb succ
        our>or -,able,ably,ed,ing,s : dishon hon
        our>or ed : enam multicol
        our>or -,ed,er,ers,ies,y : arm
        our>or -,al,ism,ist,ists,s : behavi
        our>or -,ant,ants,ed,eds,ful,fully,ing,ize,ized,izes,izing,less,s : col
        our>or -,able,ably,ed,ing,ite,ites,itism,s : fav
        our>or -,ed,ing,ings,less,s,some : flav
        our>or -,ed,ing,less,s : hum
        our>or -,ed,er,ers,ing,s : lab
        our>or -,hood,hoods,ing,liness,ly,s : neighb
        our>or -,less,s : od
        our>or -,ed,s : rum
        our>or -,ed,ies,ing,s,y : sav
        our>or able,ably : unfav
        our>or y : unsav
        ll>l ed,ing :
          backpeda bedevi cance caro cavi channe chise cudge dia disembowe drive due ename funne gambo grove impane imperi initia labe
          marsha parce peda penci quarre rave refue remode riva shove shrive signa snive snorke spira squirre stenci swive towe tria
          tunne unrave wease yode
        ll>l ed : bejewe beve disheve grave tasse unequa unriva untramme
        ll>l ed,er,ers,ing : leve mode reve trave
        ll>l iper,ipers,isthenics : ca
        ll>l i : chi
        ll>l or,ors : counci
        ll>l ed,ing,or,ors : counse
        ll>l er,est : crue
        ll>l et,eted,eting,ets : fi
        ll>l ing,ingly : grue
        ll>l ed,er,ers : jewe
        ll>l ed,ing,ous : libe
        ll>l ed,ing,ous,ously : marve
        ll>l ed,ing,ist,ists : pane
        ll>l ity,ize,ized,izer,izers,izes,izing : tranqui
        ll>l en,ens,ies,y : woo
        tre>ter -,s : amphithea centili centime epicen goi kilome li me mi microme millili millime reconnoi scep spec
        tre>ter - : lacklus lus saltpe
        tre>ter ments : accou
        tre>ter -,fold,folds,piece,pieces,s : cen
        tre>ter -,goer,goers,s : thea
        bre>ber -,s : cali sa
        bre>ber -,glass,s : fi
        bre>ber - : som
        ae>e mia : leuk tox
        ae>e val : medi prim
        ae>e on,ons,sthete,sthetes,sthetic,sthetically,sthetics,tiology
        ae>e mia,mic,sthesia,sthetic,sthetics,sthetist,sthetists,sthetize,sthetized,sthetizes,sthetizing : an
        ae>e ologically,ologist,ologists : arch
        ae>e a,as : bougainvill
        ae>e sarean,sareans : c
        ae>e ra,ras : chim
        ae>e dia,dias,dic : encyclop
        ae>e cal,ces : f
        ae>e cological,cologist,cologists,cology : gyn
        ae>e matological,matologist,matologists,matology,moglobin,mophilia,mophiliac,mophiliacs,morrhage,morrhaged,morrhages,morrhaging,morrhoids :
          h
        ae>e dic,dics : orthop
        ae>e derast,derasts,diatric,diatrician,diatricians,diatrics,dophile,dophiles,dophilia : p
        ae>e olithic,ontologist,ontologists,ontology : pal
        ae>e sidium,sidiums : pr
        oe>e a : diarrh gonorrh
        oe>e ma : ed
        oe>e tal,tid,tus,tuses : f
        oe>e opath,opathic,opaths,opathy : hom
        oe>e sophagus,sophaguses,strogen
        oe>e ia,ias : pharmacop
        l>ll -,s : appa disti enro enthra insti
        l>ll ation,ations : cance
        l>ll ated : crene
        l>ll -,ment,s : fulfi
        l>ll -,ment,ments,s : insta
        mme>m -,s : aerogra centigra gra kilogra milligra progra
        gue>g -,s : analo catalo dialo epilo monolo prolo
        ence>ense -,s : off pret
        ence>ense -,less,s : def
        ence>ense -,d,s : lic
        sc>sk -,s : di videodi
        sc>sk eptic,eptical,eptically,epticism,eptics
        y>i pher,phers : c
        y>i phon,phoned,phoning,phons : s
        y>i re,res : t
        aero>air plane,planes
        age>ag ing
        almanack>almanac -,s
        alumini>alumin um
        anaesthetis>anesthetiz e,ed,es,ing
        arch>archa eological
        archaeology>archeology</span> -
        arte>arti fact,facts
        axe>ax -
        bann>ban ister,isters
        battleax>battleaxe -
        bau>ba lk,lked,lking,lks
        beho>behoo ve,ved,ves
        bevv>bev ies,y
        biass>bias ed,ing
        binge>bing ing
        buss>bus es,ing
        catalogu>catalog ed,ing
        cent>cente red
        chequ>check ered
        cheque>check -,book,books,s
        clarinett>clarinet ist,ists
        connex>connect ion,ions
        cos>coz ier,ies,iest,ily,iness,y
        draugh>draf t,tboard,tboards,tier,tiest,ts,tsman,tsmanship,tsmen,tswoman,tswomen,ty
        epaulette>epaulet -,s
        fla>fl utist,utists
        ga>gau ge,ged,ges,ging
        gao>jai l,lbird,lbirds,lbreak,lbreaks,led,ler,lers,ling,ls
        gass>gas es
        gi>gy psies
        glamo>glamou r
        glue>glu ing
        gre>gra y,yed,ying,yish,yness,ys
        groyne>groin -,s
        grypho>griffi n,ns
        inflex>inflect ion,ions
        jewelle>jewel ry
        judge>judg ment
        licenc>licens ing
        like>lik able
        louv>louve red
        louvre>louver -,s
        m>h mm
        manoeuv>maneuve rability,rable,red,ring,rings
        manoeuvre>maneuver -,s
        meagre>meager -
        mh>hm m
        minibuss>minibus es
        misspelt>misspelled -
        mo>m ustache,ustached,ustaches,ustachioed
        mou>mo ld,lded,lder,ldered,ldering,lders,ldier,ldiest,lding,ldings,lds,ldy,lt,lted,lting,lts
        omelette>omelet -,s
        outmanoeuv>outmaneuve red,ring
        outmanoeuvre>outmaneuver -,s
        p>piz zazz
        philtre>filter -,s
        phone>phon y
        plough>plow -,ed,ing,man,men,s,share,shares
        pouffe>pouf -,s
        practis>practic e,ed,es,ing
        pummelled>pummel -
        pummelling>pummeled -
        py>pa jama,jamas
        reconnoit>reconnoite red,ring
        remou>remo ld,lded,lding,lds
        sepulchre>sepulcher -,s
        sheikh>sheik -
        smou>smo lder,ldered,ldering,lders
        snowplough>snowplow -
        snowploughs>snowplow -
        store>stor y
        storey>storie s
        sulph>sulf ate,ates,ide,ides,ur,urous
        tonne>ton -,s
        tranquill>tranquilit y
        tranquillis>tranquiliz e,ed,er,ers,es,ing
        travelog>travelogue -,s
        wagg>wag on,ons
        worshipp>worship ed,er,ing
        yogh>yog urt,urts
        yogho>yog urt,urts
        flyer_/_flier>flier_/_flyer -
        """;
}
