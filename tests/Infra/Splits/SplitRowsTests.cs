using System.Text;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Splits;
using PayFunctions.Splits;
using static PayFunctions.Tests.Core.Splits.Splits;
using Asked = PayFunctions.Tests.Core.Splits.Splits;

namespace PayFunctions.Tests.Infra.Splits;

public class SplitRowsTests
{
    [Fact]
    public void Why_a_share_did_not_go_or_come_back_is_kept_and_shown_in_the_catalogues_words()
    {
        var (order, split) = Reserved().After(SplitEvent.Done, but: Asked.Agent).Returning(100);
        split = split with { Shares = [.. split.Shares.Select(Explained)] };
        split = split.With(split.Returns[0] with { Code = "BALANCE_NOT_ENOUGH", Failure = FailureCode.BalanceShort });

        var kept = SplitRows.Read(SplitRows.Write(order.Key, split)).Split;
        var shown = Encoding.UTF8.GetString(SplitJson.Of(kept));

        Assert.Equal(split.Shares, kept.Shares);
        Assert.Equal(split.Returns, kept.Returns);
        Assert.Contains("""
            "reason":"NO_RELATION","failure":{"code":"not-permitted","retryable":false
            """, shown, StringComparison.Ordinal);
        Assert.Contains("""
            "code":"BALANCE_NOT_ENOUGH","failure":{"code":"balance-short"
            """, shown, StringComparison.Ordinal);
    }

    private static Share Explained(Share share) =>
        share.Result == ShareResult.NotReceived ? share with { Failure = FailureCode.NotPermitted } : share;
}
