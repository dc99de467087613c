using System.Globalization;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>WeChat Pay's daily bills: the trades of an account, and what moved its balance.</summary>
/// <remarks>
/// Source: API v3, 申请交易账单, 申请资金账单, 下载账单. The address is good for minutes and asked for anew each time; it is
/// called only at the host that the API itself is at, for the call is signed.
/// </remarks>
public sealed class WeChatPayBills : IBillProvider
{
    /// <summary>Of a packed file; the largest merchants' are parts of a gigabyte.</summary>
    private const long PackedBytesMax = 16L << 30;

    private readonly WeChatPayMerchants _merchants;
    private readonly WeChatPayApi _api;
    private readonly SignedCalls _calls;

    internal WeChatPayBills(WeChatPayMerchants merchants, WeChatPayApi api, SignedCalls calls) =>
        (_merchants, _api, _calls) = (merchants, api, calls);

    public string Channel => WeChatPayProvider.Name;

    public IReadOnlyCollection<BillAccount> Accounts =>
        [.. _merchants.All.Select(merchant => new BillAccount(merchant.Id, merchant.Tenant))];

    public bool Has(BillKind kind) => kind switch
    {
        BillKind.Trade or BillKind.Funds => true,
    };

    public async Task<BillDownload> DownloadAsync(
        string account, DateOnly day, BillKind kind, Stream to, CancellationToken cancellation)
    {
        if (_merchants.Find(account) is not { } merchant) return new(BillOutcome.Refused, Code: "UNKNOWN_MERCHANT");
        var asked = await _api.CallAsync(merchant, "bill", Target(day, kind), body: null, cancellation);
        return asked.Verdict switch
        {
            ApiVerdict.Verified => await FetchAsync(merchant, asked.Body, to, cancellation),
            ApiVerdict.Error => Meaning(asked),
            ApiVerdict.NotSent or ApiVerdict.Unknown => new(BillOutcome.Later, Code: asked.Code),
        };
    }

    private static string Target(DateOnly day, BillKind kind)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return kind switch
        {
            BillKind.Trade => $"/v3/bill/tradebill?bill_date={date}&bill_type=ALL&tar_type=GZIP",
            BillKind.Funds => $"/v3/bill/fundflowbill?bill_date={date}&account_type=BASIC&tar_type=GZIP",
        };
    }

    private async Task<BillDownload> FetchAsync(
        WeChatPayMerchant merchant, ReadOnlyMemory<byte> told, Stream to, CancellationToken cancellation)
    {
        var hash = JsonProperty.Text(told.Span, "hash_value"u8);
        var isAddress = Uri.TryCreate(JsonProperty.Text(told.Span, "download_url"u8), UriKind.Absolute, out var address);
        if (!isAddress || string.IsNullOrEmpty(hash) || JsonProperty.Text(told.Span, "hash_type"u8) != "SHA1")
            return new(BillOutcome.Later, Code: "no address or no SHA1 told");
        if (address!.Authority != merchant.BaseUrl.Authority || address.Scheme != merchant.BaseUrl.Scheme)
            return new(BillOutcome.Refused, Code: "the bill's address is at another host than the API");

        var answer = await _calls.DownloadAsync(merchant, "bill-file", address, to, PackedBytesMax, cancellation);
        return answer is { Outcome: OutboundOutcome.Answered, Status: 200 }
            ? new(BillOutcome.Ready, hash)
            : new(BillOutcome.Later, Code: answer.Why ?? $"HTTP {answer.Status}");
    }

    private static BillDownload Meaning(ApiAnswer error) => error.Code switch
    {
        "NO_STATEMENT_EXIST" => new(BillOutcome.Empty, Code: error.Code),
        "STATEMENT_CREATING" => new(BillOutcome.NotReady, Code: error.Code),
        "PARAM_ERROR" or "INVALID_REQUEST" or "NO_AUTH" => new(BillOutcome.Refused, Code: error.Code),
        _ => new(BillOutcome.Later, Code: error.Code ?? $"HTTP {error.Status}"),
    };
}
