# ruff: noqa: E501
"""Resolutions and a Question in five languages, in the fixed wordings of each; the words between them are our own.

Each: heading, title, history, conference line, clause groups; an item is its label and its text, parted by a bar.
"""

TEXTS = {
    "fr": [
        (
            "RÉSOLUTION 182 (RÉV. BUSAN, 2014)",
            "Rôle des réseaux dans la protection de l'environnement",
            "",
            "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Busan, 2014),",
            [
                (
                    "considérant",
                    [
                        "a)|que les réseaux consomment toujours plus d'énergie;",
                        "b)|que les pays en développement sont les premiers touchés par les sécheresses et que leurs administrations demandent un appui durable de l'Union pour suivre les nappes d'eau,",
                    ],
                ),
                ("considérant en outre", ["|que la mesure des émissions n'est pas uniforme,"]),
                (
                    "rappelant",
                    [
                        "a)|la Résolution 136 (Rév. Guadalajara, 2010) de la Conférence de plénipotentiaires;",
                        "b)|la Résolution 66 (Rév. Dubaï, 2014) de la Conférence mondiale de développement des télécommunications,",
                    ],
                ),
                ("reconnaissant", ["|que les données ouvertes aident les agriculteurs,"]),
                (
                    "décide",
                    [
                        "1|de poursuivre les études sur les points suivants:",
                        "i)|la consommation des centres de données;",
                        "ii)|le recyclage des équipements;",
                        "2|de rendre compte chaque année des progrès accomplis,",
                    ],
                ),
                ("charge le Directeur du Bureau de la normalisation des télécommunications", ["|d'établir un guide pratique avant la fin de 2016,"]),
                ("charge en outre le Secrétaire général", ["|de porter la présente résolution à l'attention des organisations concernées,"]),
                (
                    "invite les États Membres, les Membres de Secteur et les établissements universitaires",
                    ["1|à communiquer leurs mesures;", "2|à soutenir les travaux."],
                ),
            ],
        ),
        (
            "RÉSOLUTION 73 (Rév. Hammamet, 2016)",
            "Économiser l'énergie",
            "(Johannesburg, 2008; Dubaï, 2012; Hammamet, 2016)",
            "L'Assemblée mondiale de normalisation des télécommunications (Hammamet, 2016),",
            [
                ("notant", ["|que les commissions d'études ont bien avancé,"]),
                ("décide de charger les commissions d'études de l'UIT-T", ["|de réduire la consommation."]),
            ],
        ),
        (
            "RÉSOLUTION 9 (Rév. Dubaï, 2014)",
            "Gestion du spectre dans les pays en développement",
            "",
            "La Conférence mondiale de développement des télécommunications (Dubaï, 2014),",
            [
                ("tenant compte", ["|des besoins des pays,"]),
                ("charge le Directeur du Bureau de développement des télécommunications", ["|d'organiser des ateliers."]),
            ],
        ),
        (
            "RÉSOLUTION UIT-R 60-2",
            "Réduction de la consommation d'énergie",
            "(2012-2015-2019)",
            "L'Assemblée des radiocommunications de l'UIT,",
            [
                ("considérant", ["a)|que les émetteurs chauffent;", "b)|que la chaleur coûte,"]),
                ("décide", ["1|que les commissions d'études doivent élaborer des rapports;", "2|que ces rapports doivent être publiés."]),
            ],
        ),
        (
            "RÉSOLUTION 673 (RÉV.CMR-12)",
            "Importance de l'observation de la Terre",
            "",
            "La Conférence mondiale des radiocommunications (Genève, 2012),",
            [("considérant", ["|que l'on observe la Terre,"]), ("décide", ["|de protéger ces bandes."])],
        ),
        (
            "RÉSOLUTION 1386 (C17)",
            "Comité de coordination de la terminologie",
            "",
            "Le Conseil de l'UIT,",
            [("considérant", ["|que les termes doivent être clairs,"]), ("décide", ["|de créer un comité."])],
        ),
        (
            "QUESTION UIT-R 254-1/5",
            "Caractéristiques des petits satellites",
            "(2013-2019)",
            "L'Assemblée des radiocommunications de l'UIT,",
            [
                ("considérant", ["a)|que les petits satellites sont nombreux;", "b)|que leur vie est brève,"]),
                ("décide de mettre à l'étude les Questions suivantes", ["1|Quelles sont leurs orbites?", "2|Quelles bandes utilisent-ils?"]),
                (
                    "décide en outre",
                    ["1|que les résultats devraient figurer dans des Rapports;", "2|que ces études devraient être achevées d'ici à 2023."],
                ),
                ("", ["|Catégorie: S2"]),
            ],
        ),
    ],
    "es": [
        (
            "RESOLUCIÓN 182 (REV. BUSÁN, 2014)",
            "Función de las redes en la protección del medio ambiente",
            "",
            "La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Busán, 2014),",
            [
                (
                    "considerando",
                    [
                        "a)|que las redes consumen cada vez más energía;",
                        "b)|que los países en desarrollo son los primeros afectados por las sequías y que sus administraciones piden un apoyo duradero de la Unión para observar las aguas,",
                    ],
                ),
                ("considerando además", ["|que la medición de las emisiones no es uniforme,"]),
                (
                    "recordando",
                    [
                        "a)|la Resolución 136 (Rev. Guadalajara, 2010) de la Conferencia de Plenipotenciarios;",
                        "b)|la Resolución 66 (Rev. Dubái, 2014) de la Conferencia Mundial de Desarrollo de las Telecomunicaciones,",
                    ],
                ),
                ("reconociendo", ["|que los datos abiertos ayudan a los agricultores,"]),
                (
                    "resuelve",
                    [
                        "1|proseguir los estudios sobre los puntos siguientes:",
                        "i)|el consumo de los centros de datos;",
                        "ii)|el reciclado de los equipos;",
                        "2|informar cada año de los progresos,",
                    ],
                ),
                (
                    "encarga al Director de la Oficina de Normalización de las Telecomunicaciones",
                    ["|que prepare una guía práctica antes de finales de 2016,"],
                ),
                ("encarga además al Secretario General", ["|que señale la presente Resolución a la atención de las organizaciones interesadas,"]),
                (
                    "invita a los Estados Miembros, a los Miembros de Sector y a las Instituciones Académicas",
                    ["1|a comunicar sus medidas;", "2|a apoyar los trabajos."],
                ),
            ],
        ),
        (
            "RESOLUCIÓN 73 (Rev. Hammamet, 2016)",
            "Ahorrar energía",
            "(Johannesburgo, 2008; Dubái, 2012; Hammamet, 2016)",
            "La Asamblea Mundial de Normalización de las Telecomunicaciones (Hammamet, 2016),",
            [
                ("observando", ["|que las Comisiones de Estudio han avanzado mucho,"]),
                ("resuelve encargar a las Comisiones de Estudio del UIT-T", ["|que reduzcan el consumo."]),
            ],
        ),
        (
            "RESOLUCIÓN 9 (Rev. Dubái, 2014)",
            "Gestión del espectro en los países en desarrollo",
            "",
            "La Conferencia Mundial de Desarrollo de las Telecomunicaciones (Dubái, 2014),",
            [
                ("teniendo en cuenta", ["|las necesidades de los países,"]),
                ("encarga al Director de la Oficina de Desarrollo de las Telecomunicaciones", ["|que organice talleres."]),
            ],
        ),
        (
            "RESOLUCIÓN UIT-R 60-2",
            "Reducción del consumo de energía",
            "(2012-2015-2019)",
            "La Asamblea de Radiocomunicaciones de la UIT,",
            [
                ("considerando", ["a)|que los transmisores se calientan;", "b)|que el calor cuesta,"]),
                ("resuelve", ["1|que las Comisiones de Estudio elaboren informes;", "2|que esos informes se publiquen."]),
            ],
        ),
        (
            "RESOLUCIÓN 673 (REV.CMR-12)",
            "Importancia de la observación de la Tierra",
            "",
            "La Conferencia Mundial de Radiocomunicaciones (Ginebra, 2012),",
            [("considerando", ["|que se observa la Tierra,"]), ("resuelve", ["|proteger esas bandas."])],
        ),
        (
            "RESOLUCIÓN 1386 (C17)",
            "Comité de Coordinación de la Terminología",
            "",
            "El Consejo de la UIT,",
            [("considerando", ["|que los términos deben ser claros,"]), ("resuelve", ["|crear un comité."])],
        ),
        (
            "CUESTIÓN UIT-R 254-1/5",
            "Características de los satélites pequeños",
            "(2013-2019)",
            "La Asamblea de Radiocomunicaciones de la UIT,",
            [
                ("considerando", ["a)|que los satélites pequeños son muchos;", "b)|que su vida es breve,"]),
                ("decide poner a estudio las siguientes Cuestiones", ["1|¿Cuáles son sus órbitas?", "2|¿Qué bandas utilizan?"]),
                ("decide también", ["1|que los resultados se incluyan en Informes;", "2|que dichos estudios se terminen en 2023."]),
                ("", ["|Categoría: S2"]),
            ],
        ),
    ],
    "ru": [
        (
            "РЕЗОЛЮЦИЯ 182 (ПЕРЕСМ. ПУСАН, 2014 Г.)",
            "Роль сетей в охране окружающей среды",
            "",
            "Полномочная конференция Международного союза электросвязи (Пусан, 2014 г.),",
            [
                (
                    "учитывая",
                    [
                        "a)|что сети потребляют все больше энергии;",
                        "b)|что развивающиеся страны первыми страдают от засухи и что их администрации просят Союз о постоянной помощи в наблюдении за водами,",
                    ],
                ),
                ("учитывая далее", ["|что измерение выбросов не единообразно,"]),
                (
                    "напоминая",
                    [
                        "а)|Резолюцию 136 (Пересм. Гвадалахара, 2010 г.) Полномочной конференции;",
                        "б)|Резолюцию 66 (Пересм. Дубай, 2014 г.) Всемирной конференции по развитию электросвязи,",
                    ],
                ),
                ("признавая", ["|что открытые данные помогают земледельцам,"]),
                (
                    "решает",
                    [
                        "1|продолжить исследования по следующим вопросам:",
                        "i)|потребление центров обработки данных;",
                        "ii)|переработка оборудования;",
                        "2|ежегодно отчитываться о ходе работы,",
                    ],
                ),
                ("поручает Директору Бюро стандартизации электросвязи", ["|подготовить практическое руководство до конца 2016 года,"]),
                ("поручает далее Генеральному секретарю", ["|довести настоящую Резолюцию до сведения заинтересованных организаций,"]),
                (
                    "предлагает Государствам-Членам, Членам Секторов и Академическим организациям",
                    ["1|сообщать о принятых мерах;", "2|поддерживать эту работу."],
                ),
            ],
        ),
        (
            "РЕЗОЛЮЦИЯ 73 (Пересм. Хаммамет, 2016 г.)",
            "Экономия энергии",
            "(Йоханнесбург, 2008 г.; Дубай, 2012 г.; Хаммамет, 2016 г.)",
            "Всемирная ассамблея по стандартизации электросвязи (Хаммамет, 2016 г.),",
            [
                ("отмечая", ["|что исследовательские комиссии добились успехов,"]),
                ("решает поручить исследовательским комиссиям МСЭ-Т", ["|уменьшить потребление."]),
            ],
        ),
        (
            "РЕЗОЛЮЦИЯ 9 (Пересм. Дубай, 2014 г.)",
            "Управление спектром в развивающихся странах",
            "",
            "Всемирная конференция по развитию электросвязи (Дубай, 2014 г.),",
            [("принимая во внимание", ["|потребности стран,"]), ("поручает Директору Бюро развития электросвязи", ["|организовать семинары."])],
        ),
        (
            "РЕЗОЛЮЦИЯ МСЭ-R 60-2",
            "Снижение потребления энергии",
            "(2012-2015-2019)",
            "Ассамблея радиосвязи МСЭ,",
            [
                ("учитывая", ["a)|что передатчики нагреваются;", "b)|что тепло стоит денег,"]),
                ("решает", ["1|что исследовательским комиссиям следует готовить отчеты;", "2|что эти отчеты следует публиковать."]),
            ],
        ),
        (
            "РЕЗОЛЮЦИЯ 673 (ПЕРЕСМ. ВКР-12)",
            "Значение наблюдения Земли",
            "",
            "Всемирная конференция радиосвязи (Женева, 2012 г.),",
            [("учитывая", ["|что Землю наблюдают,"]), ("решает", ["|защищать эти полосы."])],
        ),
        (
            "РЕЗОЛЮЦИЯ 1386 (C17)",
            "Комитет по координации терминологии",
            "",
            "Совет МСЭ,",
            [("учитывая", ["|что термины должны быть ясными,"]), ("решает", ["|создать комитет."])],
        ),
        (
            "ВОПРОС МСЭ-R 254-1/5",
            "Характеристики малых спутников",
            "(2013-2019)",
            "Ассамблея радиосвязи МСЭ,",
            [
                ("учитывая", ["a)|что малых спутников много;", "b)|что живут они недолго,"]),
                ("решает, что необходимо изучить следующие Вопросы", ["1|Каковы их орбиты?", "2|Какие полосы они используют?"]),
                ("решает далее", ["1|что результаты следует включить в Отчеты;", "2|что эти исследования следует завершить к 2023 году."]),
                ("", ["|Категория: S2"]),
            ],
        ),
    ],
    "ar": [
        (
            "القرار 182 (المراجَع في بوسان، 2014)",
            "دور الشبكات في حماية البيئة",
            "",
            "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (بوسان، 2014)،",
            [
                (
                    "إذ يضع في اعتباره",
                    [
                        "أ )|أن الشبكات تستهلك المزيد من الطاقة (انظر التقرير ITU-R SM.2255 الصادر في 2012)؛",
                        "ب)|أن البلدان النامية هي أول من يعاني من الجفاف وأن إداراتها تطلب دعماً دائماً من الاتحاد لرصد المياه وحفظها في القطاعات الثلاثة،",
                    ],
                ),
                ("وإذ يضع في اعتباره كذلك", ["|أن قياس الانبعاثات غير موحد،"]),
                (
                    "وإذ يذكّر",
                    [
                        "أ )|بالقرار 136 (المراجَع في غوادالاخارا، 2010) لمؤتمر المندوبين المفوضين؛",
                        "ب)|بالقرار 66 (المراجَع في دبي، 2014) للمؤتمر العالمي لتنمية الاتصالات،",
                    ],
                ),
                ("وإذ يدرك", ["|أن البيانات المفتوحة تساعد المزارعين،"]),
                (
                    "يقـرر",
                    [
                        "1|مواصلة الدراسات بشأن النقاط التالية:",
                        "’1‘|استهلاك مراكز البيانات (data centres)؛",
                        "’2‘|إعادة تدوير المعدات؛",
                        "2|تقديم تقرير سنوي عن التقدم المحرز،",
                    ],
                ),
                ("يكلف مدير مكتب تقييس الاتصالات", ["|بإعداد دليل عملي قبل نهاية 2016،"]),
                ("يكلف كذلك الأمين العام", ["|بإحاطة المنظمات المعنية علماً بهذا القرار،"]),
                ("يدعو الدول الأعضاء وأعضاء القطاعات والهيئات الأكاديمية", ["1|إلى الإبلاغ عن تدابيرها؛", "2|إلى دعم الأعمال."]),
            ],
        ),
        (
            "القرار 73 (المراجَع في الحمامات، 2016)",
            "توفير الطاقة",
            "(جوهانسبرغ، 2008؛ دبي، 2012؛ الحمامات، 2016)",
            "إن الجمعية العالمية لتقييس الاتصالات (الحمامات، 2016)،",
            [("وإذ تلاحظ", ["|أن لجان الدراسات أحرزت تقدماً،"]), ("تقرر تكليف لجان دراسات قطاع تقييس الاتصالات", ["|بتخفيض الاستهلاك."])],
        ),
        (
            "القرار 9 (المراجَع في دبي، 2014)",
            "إدارة الطيف في البلدان النامية",
            "",
            "إن المؤتمر العالمي لتنمية الاتصالات (دبي، 2014)،",
            [("وإذ يأخذ بعين الاعتبار", ["|احتياجات البلدان،"]), ("يكلف مدير مكتب تنمية الاتصالات", ["|بتنظيم ورش عمل."])],
        ),
        (
            "القرار ITU-R 60-2",
            "تخفيض استهلاك الطاقة",
            "(2012-2015-2019)",
            "إن جمعية الاتصالات الراديوية للاتحاد الدولي للاتصالات،",
            [
                ("إذ تضع في اعتبارها", ["أ )|أن أجهزة الإرسال تسخن؛", "ب)|أن الحرارة مكلفة،"]),
                ("تقـرر", ["1|أن تعد لجان الدراسات تقارير؛", "2|أن تنشر هذه التقارير."]),
            ],
        ),
        (
            "القرار 673 (REV.WRC-12)",
            "أهمية رصد الأرض",
            "",
            "إن المؤتمر العالمي للاتصالات الراديوية (جنيف، 2012)،",
            [("إذ يضع في اعتباره", ["|أن الأرض ترصد،"]), ("يقرر", ["|حماية هذه النطاقات."])],
        ),
        (
            "القرار 1386 (C17)",
            "لجنة تنسيق المصطلحات",
            "",
            "إن مجلس الاتحاد،",
            [("إذ يضع في اعتباره", ["|أن المصطلحات يجب أن تكون واضحة،"]), ("يقرر", ["|إنشاء لجنة."])],
        ),
        (
            "المسألة ITU-R 254-1/5",
            "خصائص السواتل الصغيرة",
            "(2013-2019)",
            "إن جمعية الاتصالات الراديوية للاتحاد الدولي للاتصالات،",
            [
                ("إذ تضع في اعتبارها", ["أ )|أن السواتل الصغيرة كثيرة؛", "ب)|أن عمرها قصير،"]),
                ("تقرر دراسة المسائل التالية", ["1|ما هي مداراتها؟", "2|ما هي النطاقات التي تستخدمها؟"]),
                ("وتقرر كذلك", ["1|إدراج النتائج في تقارير؛", "2|إتمام هذه الدراسات بحلول عام 2023."]),
                ("", ["|الفئة: S2"]),
            ],
        ),
    ],
    "zh": [
        (
            "第182号决议（2014年，釜山，修订版）",
            "网络在环境保护方面的作用",
            "",
            "国际电信联盟全权代表大会（2014年，釜山），",
            [
                (
                    "考虑到",
                    [
                        "a)|网络消耗的能源越来越多（见ITU-R SM.2255报告）；",
                        "b)|发展中国家最先受到干旱的影响，其主管部门要求国际电联为监测水资源提供长期支持，并且要求各部门共同努力，使所有人都能及时得到可靠的数据和预警信息，",
                    ],
                ),
                ("进一步考虑到", ["|排放的测量方法并不统一，"]),
                ("忆及", ["a)|全权代表大会第136号决议（2010年，瓜达拉哈拉，修订版）；", "b)|世界电信发展大会第66号决议（2014年，迪拜，修订版），"]),
                ("认识到", ["|开放数据对农民有帮助，"]),
                ("做出决议", ["1|继续就下列各点开展研究：", "i)|数据中心的消耗；", "ii)|设备的回收利用；", "2|每年报告进展情况，"]),
                ("责成电信标准化局主任", ["|在2016年底前编写一份实用指南，"]),
                ("进一步责成秘书长", ["|提请有关组织注意本决议，"]),
                ("请成员国、部门成员和学术成员", ["1|通报其措施；", "2|支持这项工作。"]),
            ],
        ),
        (
            "第73号决议（2016年，哈马马特，修订版）",
            "节约能源",
            "（2008年，约翰内斯堡；2012年，迪拜；2016年，哈马马特）",
            "世界电信标准化全会（2016年，哈马马特），",
            [("注意到", ["|各研究组取得了进展，"]), ("做出决议，责成ITU-T各研究组", ["|降低消耗。"])],
        ),
        (
            "第9号决议（2014年，迪拜，修订版）",
            "发展中国家的频谱管理",
            "",
            "世界电信发展大会（2014年，迪拜），",
            [("顾及", ["|各国的需要，"]), ("责成电信发展局主任", ["|举办讲习班。"])],
        ),
        (
            "ITU-R第60-2号决议",
            "降低能源消耗",
            "（2012-2015-2019年）",
            "国际电联无线电通信全会，",
            [("考虑到", ["a)|发射机会发热；", "b)|热量要花钱，"]), ("做出决议", ["1|研究组应编写报告；", "2|这些报告应予公布。"])],
        ),
        (
            "第673号决议（WRC-12，修订版）",
            "对地观测的重要性",
            "",
            "世界无线电通信大会（2012年，日内瓦），",
            [("考虑到", ["|对地球进行观测，"]), ("做出决议", ["|保护这些频段。"])],
        ),
        ("第1386号决议（C17）", "术语协调委员会", "", "国际电联理事会，", [("考虑到", ["|术语必须清楚，"]), ("做出决议", ["|设立一个委员会。"])]),
        (
            "ITU-R第254-1/5号课题",
            "小卫星的特性",
            "（2013-2019年）",
            "国际电联无线电通信全会，",
            [
                ("考虑到", ["a)|小卫星数量众多；", "b)|其寿命很短，"]),
                ("做出决定，应研究以下课题", ["1|它们的轨道是什么？", "2|它们使用哪些频段？"]),
                ("进一步做出决定", ["1|研究结果应纳入报告；", "2|这些研究应在2023年前完成。"]),
                ("", ["|类别：S2"]),
            ],
        ),
    ],
}
