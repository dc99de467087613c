using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class ErrorWordsTests
{
    [Fact]
    public void Every_documented_code_is_read_with_underscores_and_without() =>
        Assert.All(ErrorWords.Documented, one =>
        {
            Assert.Equal(one.Ours, ErrorWords.Read(400, one.Theirs));
            Assert.Equal(one.Ours, ErrorWords.Read(400, one.Theirs.Replace("_", "", StringComparison.Ordinal)));
        });

    [Fact]
    public void Every_documented_reason_of_a_share_comes_down_to_the_catalogue_and_no_other_is_guessed()
    {
        Assert.All(ShareReasons.Documented, one => Assert.Equal(one.Ours, ShareReasons.Read(one.Theirs)));
        Assert.Equal(FailureCode.BalanceShort, ShareReasons.Read("BALANCE_NOT_ENOUGH"));
        Assert.All((string?[])["SOMETHING_NEW", "", null], word =>
            Assert.Equal(FailureCode.CodeUnknown, ShareReasons.Read(word)));
    }

    [Theory]
    [InlineData("SOMETHING_NEW")]
    [InlineData("order_paid")]
    [InlineData("")]
    [InlineData(null)]
    public void A_code_that_is_not_documented_is_named_unknown_and_assumes_nothing(string? code)
    {
        var read = ErrorWords.Read(400, code);

        Assert.Equal(FailureCode.CodeUnknown, read);
        Assert.Equal(ProviderOutcome.Unknown, ErrorWords.Outcome(read));
    }

    [Fact]
    public void A_code_without_an_end_is_not_even_looked_up() =>
        Assert.Equal(FailureCode.CodeUnknown, ErrorWords.Read(400, new string('_', 100_000) + "ORDER_PAID"));

    [Theory]
    [InlineData(429, "PARAM_ERROR", FailureCode.TooFrequent)]
    [InlineData(429, null, FailureCode.TooFrequent)]
    [InlineData(500, "PARAM_ERROR", FailureCode.ProviderFailing)]
    [InlineData(502, null, FailureCode.ProviderFailing)]
    [InlineData(500, "BANK_ERROR", FailureCode.BankFailing)]
    [InlineData(500, "OPENID_MISMATCH", FailureCode.PayerMismatch)]
    [InlineData(403, "NOT_ENOUGH", FailureCode.BalanceShort)]
    public void The_status_counts_where_the_code_could_deceive(int status, string? code, FailureCode expected) =>
        Assert.Equal(expected, ErrorWords.Read(status, code));

    [Fact]
    public void What_may_have_been_carried_out_is_never_taken_for_refused()
    {
        foreach (var code in Enum.GetValues<FailureCode>().Where(MayBeDone))
            Assert.Equal(ProviderOutcome.Unknown, ErrorWords.Outcome(code));

        static bool MayBeDone(FailureCode code) =>
            code != FailureCode.Unreachable && FailureCatalogue.Of(code).Cause != FailureCause.Refusal;
    }

    [Fact]
    public void What_no_repeat_mends_is_refused_or_asked_about()
    {
        foreach (var line in FailureCatalogue.All.Where(line => !line.Retryable))
        {
            Assert.True(
                ErrorWords.Outcome(line.Code) is ProviderOutcome.Refused or ProviderOutcome.NotFound
                || ErrorWords.AsksForAQuery(line.Code),
                line.Word);
        }
    }
}
