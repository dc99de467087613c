using System.IO.Compression;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>UnionPay's settlement files of a day: an archive inside one signed answer.</summary>
/// <remarks>
/// The day is their clearing day, which ends at about 23:00 in China: <c>Reconciliation:Channels:unionpay:DayBegins</c> says so
/// to the comparison. No hash is told beside the signature, and the files have no totals of their own. Source: ports of acp
/// 5.1.0's file transfer (txnType 76, fileType 00); the specification is not public.
/// </remarks>
public sealed class UnionPayBills : IBillProvider
{
    private const int AnswerBytesMax = 128 << 20;
    private const int ArchiveBytesMax = 256 << 20;
    private const int StepBytes = 64 << 10;

    private readonly UnionPayMerchants _merchants;
    private readonly UnionPayGateway _gateway;
    private readonly TimeProvider _clock;

    internal UnionPayBills(UnionPayMerchants merchants, UnionPayGateway gateway, TimeProvider clock) =>
        (_merchants, _gateway, _clock) = (merchants, gateway, clock);

    public string Channel => UnionPayProvider.Name;

    public IReadOnlyCollection<BillAccount> Accounts => [
        .. _merchants.All.Where(one => one.Files is not null).Select(one => new BillAccount(one.Id, one.Tenant)),
    ];

    public bool Has(BillKind kind) => kind switch
    {
        BillKind.Trade => true,
        BillKind.Funds => false, // The gateway tells of transactions only.
    };

    public async Task<BillDownload> DownloadAsync(
        string account, DateOnly day, BillKind kind, Stream to, CancellationToken cancellation)
    {
        if (!Has(kind)) return new(BillOutcome.Refused, Code: "there is no such bill");
        if (_merchants.Find(account) is not { Files: not null } merchant) return new(BillOutcome.Refused, Code: "UNKNOWN_MERCHANT");

        var request = TradeRequest.SettlementFiles(day, BeijingTime.Write(_clock.GetUtcNow()));
        var answer = await _gateway.FetchAsync(merchant, "bill", request, AnswerBytesMax, cancellation);
        if (answer is not { Verdict: UnionPayVerdict.Verified, Code: RespCodes.Success }) return WhyNot(answer);
        if (answer.Text("settleDate") is { } settled && settled != request["settleDate"])
            return new(BillOutcome.Later, Code: $"files of {settled} came");
        return await UnpackAsync(answer.Text("fileContent") ?? "", to, cancellation) is { } wrong
            ? new(BillOutcome.Later, Code: wrong)
            : new(BillOutcome.Ready);
    }

    private static BillDownload WhyNot(UnionPayAnswer answer) => answer.Verdict switch
    {
        UnionPayVerdict.Verified when answer.Failure == FailureCode.BillNotReady => new(BillOutcome.NotReady, Code: answer.Code),
        UnionPayVerdict.Verified => BillDownload.Of(answer.Outcome, answer.Code),
        // Anybody could have said that: it ends nothing.
        UnionPayVerdict.Unsigned or UnionPayVerdict.NotTrusted or UnionPayVerdict.NotSent or UnionPayVerdict.Unanswered =>
            new(BillOutcome.Later, Code: answer.Code),
    };

    /// <summary>Base64 of zlib of the archive: the archive is what is kept.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    private static async Task<string?> UnpackAsync(string content, Stream to, CancellationToken cancellation)
    {
        try
        {
            await using var unpacked = new ZLibStream(
                new MemoryStream(Convert.FromBase64String(content)), CompressionMode.Decompress);
            var (buffer, left) = (new byte[StepBytes], ArchiveBytesMax);
            for (int read; (read = await unpacked.ReadAsync(buffer, cancellation)) > 0;)
            {
                if ((left -= read) < 0) return "its fileContent unpacks to more than an archive has";
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return left == ArchiveBytesMax ? "there is nothing in its fileContent" : null;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return $"its fileContent does not unpack: {e.Message}";
        }
    }
}
