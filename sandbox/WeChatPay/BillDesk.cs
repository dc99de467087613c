using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Makes each day's bills of what was really done, and gives them out by a token.</summary>
internal sealed class BillDesk(TransactionBook payments, RefundLedger refunds, TimeProvider clock)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly ConcurrentQueue<BillFault> _faults = new();

    /// <summary>What the provider makes of its own lines before it writes them: where its mistakes come from.</summary>
    public Func<IReadOnlyList<BillLine>, IEnumerable<BillLine>> Edit { get; set; } = lines => lines;

    /// <summary>The same for the account's own bill, after what both bills have in common.</summary>
    public Func<IReadOnlyList<BillLine>, IEnumerable<BillLine>> EditAccount { get; set; } = lines => lines;

    /// <summary>Told each time that a file is given out.</summary>
    public Action? Given { get; set; }

    public void FailNext(BillFault fault, int times)
    {
        for (var i = 0; i < times; i++) _faults.Enqueue(fault);
    }

    public SimulatedAnswer? Carry(Route call, MerchantAccount account, ReceivedRequest request, Uri host) => call.Operation switch
    {
        Route.Bill => Make(account, request.Target, host),
        Route.BillFile => Give(call.OutTradeNo),
        _ => null,
    };

    private SimulatedAnswer Give(string token)
    {
        if (!_files.TryRemove(token, out var file)) return SimulatedAnswer.Error(404, "RESOURCE_NOT_EXISTS", "下载地址已失效");
        Given?.Invoke();
        return SimulatedAnswer.File(file);
    }

    private SimulatedAnswer Make(MerchantAccount account, string target, Uri host)
    {
        var query = HttpUtility.ParseQueryString(target.Split('?', 2) is [_, var asked] ? asked : "");
        var reads = DateOnly.TryParseExact(
            query["bill_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!reads || day >= DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime))
            return SimulatedAnswer.Error(400, "PARAM_ERROR", "账单日期格式不正确或晚于可查询日期");
        var fault = _faults.TryDequeue(out var next) ? next : BillFault.None;
        if (fault == BillFault.NotReady) return SimulatedAnswer.Error(400, "STATEMENT_CREATING", "账单生成中");

        var lines = LinesOf(account, day);
        if (lines.Count == 0) return SimulatedAnswer.Error(400, "NO_STATEMENT_EXIST", "账单文件不存在");
        var text = target.StartsWith("/v3/bill/fundflowbill", StringComparison.Ordinal)
            ? BillText.Funds([.. EditAccount(lines)])
            : BillText.Trades(lines, account.AppId);
        return Offer(text, query["tar_type"] == "GZIP", fault, host);
    }

    private List<BillLine> LinesOf(MerchantAccount account, DateOnly day)
    {
        var done = payments.PaymentsOf(account.MerchantId).Select(BillLine.Of)
            .Concat(refunds.All(account.MerchantId).Select(BillLine.Of))
            .Where(line => DateOnly.FromDateTime(line.At.ToOffset(China).DateTime) == day)
            .OrderBy(line => line.At).ThenBy(line => line.OutTradeNo, StringComparer.Ordinal).ToList();
        return [.. Edit(done)];
    }

    private SimulatedAnswer Offer(byte[] text, bool isPacked, BillFault fault, Uri host)
    {
        var hash = Convert.ToHexStringLower(SHA1.HashData(fault == BillFault.WrongHash ? [.. text, 0] : text));
        var file = isPacked ? Packed(text) : text;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _files[token] = fault switch
        {
            BillFault.Truncated => file[..(file.Length / 2)],
            BillFault.HtmlPage => Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"),
            _ => file,
        };
        return SimulatedAnswer.Ok(new JsonObject
        {
            ["hash_type"] = "SHA1",
            ["hash_value"] = hash,
            ["download_url"] = new Uri(host, $"/v3/billdownload/file?token={token}").AbsoluteUri,
        });
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(text);
        return packed.ToArray();
    }
}
