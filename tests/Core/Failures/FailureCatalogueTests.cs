using PayFunctions.Core.Failures;

namespace PayFunctions.Tests.Core.Failures;

public class FailureCatalogueTests
{
    [Fact]
    public void Every_code_has_a_line_of_its_own_that_says_what_it_means()
    {
        Assert.All(Enum.GetValues<FailureCode>(), code =>
        {
            var line = FailureCatalogue.Of(code);
            Assert.Equal(code, line.Code);
            Assert.EndsWith(".", line.Meaning, StringComparison.Ordinal);
        });
        Assert.Equal(Enum.GetValues<FailureCode>().Length, FailureCatalogue.All.Select(line => line.Word).Distinct().Count());
    }

    [Fact]
    public void Words_are_written_in_small_letters_with_hyphens()
    {
        var line = FailureCatalogue.Of(FailureCode.PayerAccountAbnormal);

        Assert.Equal(("payer-account-abnormal", "merchant"), (line.Word, line.ActsWord));
    }

    [Fact]
    public void What_breaks_below_us_or_at_the_provider_is_always_tried_again() =>
        Assert.All(FailureCatalogue.All, line => Assert.True(line.Retryable || line.Cause == FailureCause.Refusal, line.Word));
}
