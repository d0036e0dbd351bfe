package io.nexus.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.execution.TrackerFunction;
import io.nexus.udf.feedback.CrossSectionFunction;
import io.nexus.udf.feedback.StrategyFeedbackFunction;
import io.nexus.udf.funnel.FunnelFunction;
import io.nexus.udf.risk.RiskFunction;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.streaming.api.TimerService;

/** The arrows between the modules, and what the inner ones must not touch. */
@AnalyzeClasses(packages = "io.nexus", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String DOMAIN = "io.nexus.domain..";
    private static final String MODELS = "io.nexus.models..";
    private static final String UDF = "io.nexus.udf..";
    private static final String CONNECTORS = "io.nexus.connectors..";
    private static final String JOB = "io.nexus.job..";
    private static final String TESTBED = "io.nexus.testbed..";
    private static final String LAB = "io.nexus.lab..";
    private static final String CLI = "io.nexus.cli..";
    private static final String FLINK = "org.apache.flink..";

    @ArchTest
    static final ArchRule domainDependsOnTheJdkOnly = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule modelsSeeTheDomainOnly = noClasses()
            .that()
            .resideInAPackage(MODELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UDF, CONNECTORS, TESTBED, JOB, LAB, CLI, FLINK);

    @ArchTest
    static final ArchRule connectorsSeeTheDomainOnly = noClasses()
            .that()
            .resideInAPackage(CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS, UDF, TESTBED, JOB, LAB, CLI);

    @ArchTest
    static final ArchRule layersSeeDomainAndModelsOnly = noClasses()
            .that()
            .resideInAPackage(UDF)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECTORS, TESTBED, JOB, LAB, CLI);

    @ArchTest
    static final ArchRule theTestbedSeesDomainAndConnectorsOnly = noClasses()
            .that()
            .resideInAPackage(TESTBED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS, UDF, JOB, LAB, CLI, FLINK);

    @ArchTest
    static final ArchRule theJobSeesNothingThatNoClusterRuns = noClasses()
            .that()
            .resideInAPackage(JOB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TESTBED, LAB, CLI, "picocli..", "org.h2..", "kafka..");

    @ArchTest
    static final ArchRule studiesKnowNeitherFlinkNorTheJob = noClasses()
            .that()
            .resideInAPackage(LAB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JOB, CLI, FLINK);

    @ArchTest
    static final ArchRule onlyShellsOfTheLayersKnowFlink = noClasses()
            .that()
            .resideInAPackage(UDF)
            .and(describe("are no *Function, *Operator or *Histogram, nor nested in one", type -> !isShell(type)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FLINK);

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.nexus.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, MODELS, UDF)
            .should()
            .callCodeUnitWhere(readsTheClock())
            .because("feed time rules every layer, and a replay must give the same decisions");

    @ArchTest
    static final ArchRule nothingThatProtectsPositionsWaitsForAWatermark = noClasses()
            .that()
            .resideInAPackage(UDF)
            .and()
            .doNotBelongToAnyOf(
                    // beside the account's clock, which does the same with every tick
                    TrackerFunction.class,
                    // reports progress only
                    RiskFunction.class,
                    // only learn or count
                    StrategyFeedbackFunction.class,
                    CrossSectionFunction.class,
                    FunnelFunction.class)
            .should()
            .callMethod(TimerService.class, "registerEventTimeTimer", long.class)
            .because("a watermark is a minimum over partitions, and the slowest would hold back all others");

    @ArchTest
    static final ArchRule layersOneToFiveDoNotKnowTheFeedsClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.nexus.udf.market..",
                    "io.nexus.udf.quality..",
                    "io.nexus.udf.strategy..",
                    "io.nexus.udf.label..",
                    "io.nexus.udf.meta..",
                    "io.nexus.udf.aggregation..",
                    "io.nexus.udf.routing..")
            .should()
            .accessField(StampedKind.class, "CLOCK")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(TimerService.class)
            .because("where a tick comes among an instrument's records differs per run");

    @ArchTest
    static final ArchRule randomnessIsSeeded = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, MODELS, UDF)
            .should()
            .callCodeUnitWhere(drawsUnseeded())
            .because("a replay must give the same decisions");

    @ArchTest
    static final ArchRule innerModulesPrintNothing = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, MODELS, UDF)
            .should()
            .accessTargetWhere(describe("standard output or error", ArchitectureTest::isStandardStream));

    @ArchTest
    static final ArchRule classNamesSayWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Impl|Manager|Base)");

    @ArchTest
    static final ArchRule packageNamesSayWhatTheyMake = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..base..", "..manager..");

    private static boolean isShell(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().matches(".*(Function|Operator|Histogram)");
    }

    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        Set<String> wallClocks = Set.of(
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.time.Clock.systemUTC",
                "java.time.Clock.systemDefaultZone",
                "java.time.Clock.system");
        return describe("the wall clock is read", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            return wallClocks.contains(owner + "." + target.getName())
                    || (owner.startsWith("java.time.") && target.getName().equals("now"))
                    || (owner.equals("java.util.Date")
                            && target.getName().equals("<init>")
                            && target.getRawParameterTypes().isEmpty());
        });
    }

    private static DescribedPredicate<JavaCall<?>> drawsUnseeded() {
        Set<String> sources = Set.of(
                "java.lang.Math.random",
                "java.lang.StrictMath.random",
                "java.util.UUID.randomUUID",
                "java.util.concurrent.ThreadLocalRandom.current");
        return describe("an unseeded random number is drawn", call -> {
            CodeUnitCallTarget target = call.getTarget();
            boolean withoutSeed = target.getRawParameterTypes().isEmpty();
            boolean creates = target.getName().equals("<init>");
            boolean generator = target.getOwner().isEquivalentTo(Random.class)
                    || target.getOwner().isEquivalentTo(SplittableRandom.class)
                    || target.getOwner().getName().equals("java.security.SecureRandom");
            boolean shuffles = target.getFullName().equals("java.util.Collections.shuffle(java.util.List)");
            return (creates && generator && withoutSeed)
                    || shuffles
                    || sources.contains(target.getOwner().getName() + "." + target.getName());
        });
    }

    private static boolean isStandardStream(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err").contains(access.getTarget().getName());
    }
}
