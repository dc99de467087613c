using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Alipay;

/// <summary>Where Alipay's daily bills are, and the bills.</summary>
/// <remarks>"There is no such bill" may mean that none is made yet, or that nothing moved: it is asked for again until a
/// deadline of the caller's. No hash of it is told: the bill's own totals have to do.</remarks>
public sealed class AlipayBills : IBillProvider
{
    private const long PackedBytesMax = 16L << 30;

    private readonly AlipayApps _apps;
    private readonly AlipayGateway _gateway;
    private readonly OutboundHttp _http;

    internal AlipayBills(AlipayApps apps, AlipayGateway gateway, OutboundHttp http) =>
        (_apps, _gateway, _http) = (apps, gateway, http);

    public string Channel => AlipayProvider.Name;

    public IReadOnlyCollection<BillAccount> Accounts => [.. _apps.All.Select(app => new BillAccount(app.Id, app.Tenant))];

    public bool Has(BillKind kind) => kind switch
    {
        BillKind.Trade => true,
        BillKind.Funds => false, // The account's statement has columns that no source tells for sure.
    };

    public async Task<BillDownload> DownloadAsync(
        string account, DateOnly day, BillKind kind, Stream to, CancellationToken cancellation)
    {
        if (!Has(kind)) return new(BillOutcome.Refused, Code: "there is no such bill");
        var found = await FindAsync(account, day, "trade", cancellation);
        if (found.Url is not { } address) return BillDownload.Of(found.Outcome, found.Code);

        var answer = await _http.DownloadAsync(
            new(AlipayProvider.Name, "bill-file", IsRead: true, () => new(HttpMethod.Get, address)), to, PackedBytesMax,
            cancellation);
        return answer is { Outcome: OutboundOutcome.Answered, Status: 200 }
            ? new(BillOutcome.Ready)
            : new(BillOutcome.Later, Code: answer.Why ?? $"HTTP {answer.Status}");
    }

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
