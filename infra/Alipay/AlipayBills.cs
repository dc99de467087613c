using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Alipay;

/// <summary>Where Alipay's daily bills are to be fetched.</summary>
public sealed class AlipayBills
{
    private readonly AlipayApps _apps;
    private readonly AlipayGateway _gateway;

    internal AlipayBills(AlipayApps apps, AlipayGateway gateway) => (_apps, _gateway) = (apps, gateway);

    /// <param name="day">A day in China (UTC+8).</param>
    /// <param name="type"><c>trade</c>, or <c>signcustomer</c> for the account's own statement.</param>
    /// <returns>The address, good for 30 seconds; or why there is none: <see cref="ProviderOutcome.NotFound"/> where the
    /// bill is not there, or not ready.</returns>
    public async Task<BillAddress> FindAsync(
        string appId, DateOnly day, string type, CancellationToken cancellation)
    {
        if (_apps.Find(appId) is not { } app) return new(ProviderOutcome.Refused, null, "UNKNOWN_APP");

        var content = Contents.Bill(type, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var answer = await _gateway.CallAsync(
            app, "bill", "alipay.data.dataservice.bill.downloadurl.query", content, isRead: true, isTrade: false,
            cancellation);
        return answer.Verdict switch
        {
            AlipayVerdict.Verified => Uri.TryCreate(answer.Text("bill_download_url"), UriKind.Absolute, out var url)
                ? new(ProviderOutcome.Answered, url, null)
                : new(ProviderOutcome.Unknown, null, "no bill_download_url"),
            AlipayVerdict.Error =>
                new(ErrorWords.Outcome(ErrorWords.Meaning(answer.Code, answer.SubCode)), null, answer.Told),
            AlipayVerdict.NotSent => new(ProviderOutcome.NotSent, null, answer.Told),
            AlipayVerdict.Unknown => new(ProviderOutcome.Unknown, null, answer.Told),
        };
    }
}

/// <summary>Where a bill is.</summary>
/// <param name="Url">With <see cref="ProviderOutcome.Answered"/> only; whoever has it can read the bill: not for
/// logs.</param>
public sealed record BillAddress(ProviderOutcome Outcome, Uri? Url, string? Code);
