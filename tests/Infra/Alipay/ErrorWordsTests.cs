using PayFunctions.Core.Failures;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Tests.Infra.Alipay;

public class ErrorWordsTests
{
    [Fact]
    public void Every_documented_word_is_read_as_it_is_documented() => Assert.All(ErrorWords.Documented, one =>
    {
        var isCode = char.IsAsciiDigit(one.Theirs[0]);
        var (code, subCode) = isCode ? (one.Theirs, null) : ("40004", one.Theirs);

        Assert.Equal(one.Meaning, ErrorWords.Meaning(code, subCode));
        Assert.Equal(one.Ours, ErrorWords.Failure(code, subCode));
    });

    [Theory]
    [InlineData("40004", "ACQ.PAID_IN_SHELLS")]
    [InlineData("40004", "40005")]
    [InlineData("40004", null)]
    [InlineData("ACQ.TRADE_HAS_CLOSE", null)]
    [InlineData("99999", "ACQ.TRADE_HAS_CLOSE")]
    [InlineData(null, null)]
    public void What_is_not_documented_is_never_guessed_at(string? code, string? subCode)
    {
        Assert.Equal(ErrorMeaning.Undocumented, ErrorWords.Meaning(code, subCode));
        Assert.Equal(FailureCode.CodeUnknown, ErrorWords.Failure(code, subCode));
    }

    [Fact]
    public void What_may_have_happened_or_comes_later_is_tried_again_and_what_is_refused_is_not()
    {
        Assert.All(ErrorWords.Documented, one =>
        {
            var isRetried = FailureCatalogue.Of(one.Ours).Retryable;
            if (one.Meaning == ErrorMeaning.Refused) Assert.False(isRetried, one.Theirs);
            if (one.Meaning is ErrorMeaning.Unknown or ErrorMeaning.Later) Assert.True(isRetried, one.Theirs);
        });
    }

    [Fact]
    public void A_trade_that_is_not_there_yet_is_no_failure() =>
        Assert.Null(new AlipayAnswer(AlipayVerdict.Error, "40004", "ACQ.TRADE_NOT_EXIST").Failure);
}
