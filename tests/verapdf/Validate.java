import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Asks veraPDF's engine whether files conform to profiles (`PDFUA-1`, `PDFA-2A`), and says which rules they break
 * and where.
 *
 * <p>Usage: {@code java -cp JARS Validate.java PROFILE[,PROFILE] FILE...}; ends with 0 when every file conforms to every
 * profile, 1 when not, 2 when it was called wrongly.
 */
public class Validate {
  /** How many places of broken rules are shown for a file. */
  private static final int PLACES = 12;

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      System.err.println("usage: Validate PROFILE[,PROFILE] FILE...");
      System.exit(2);
    }
    // The engine logs what it reports anyway.
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean compliant = true;
    for (int i = 1; i < arguments.length; i++) {
      for (String name : arguments[0].split(",")) {
        compliant &= validate(new File(arguments[i]), name);
      }
    }
    System.exit(compliant ? 0 : 1);
  }

  private static boolean validate(File file, String name) throws Exception {
    ValidationProfile profile = profile(name);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      int failed = result.getFailedChecks().values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf(
          "%s, %s: %d rules, %d checks, %d failed%n",
          file.getName(), name, profile.getRules().size(), result.getTotalAssertions(), failed);
      report(profile, result);
      return result.isCompliant();
    }
  }

  private static ValidationProfile profile(String name) throws Exception {
    String resource = "/org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream stream = PDFAValidator.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("veraPDF knows no profile " + name);
      }
      return Profiles.profileFromXml(stream);
    }
  }

  private static void report(ValidationProfile profile, ValidationResult result) {
    for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet()) {
      RuleId id = broken.getKey();
      Rule rule = profile.getRuleByRuleId(id);
      String description = rule == null ? "" : rule.getDescription();
      System.out.printf(
          "  %d times: clause %s, test %d: %s%n", broken.getValue(), id.getClause(), id.getTestNumber(), description);
    }
    int shown = 0;
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED && shown++ < PLACES) {
        System.out.printf("  at %s: %s%n", assertion.getLocation().getContext(), assertion.getMessage());
      }
    }
  }
}
