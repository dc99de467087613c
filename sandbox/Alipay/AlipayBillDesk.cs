using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>Makes each day's bill of what was really done: an archive of two files in GBK, fetched by a token.</summary>
internal sealed class AlipayBillDesk(TradeBook trades, TimeProvider clock)
{
    private const string Header =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
        + "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
        + "退款批次号/请求号,服务费（元）,分润（元）,备注";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly ConcurrentQueue<BillFault> _faults = new();

    public Func<IReadOnlyList<AlipayBillLine>, IEnumerable<AlipayBillLine>> Edit { get; set; } = lines => lines;

    public Uri Host { get; set; } = null!;

    public void FailNext(BillFault fault, int times)
    {
        for (var i = 0; i < times; i++) _faults.Enqueue(fault);
    }

    /// <summary>An address is good once.</summary>
    public byte[]? Take(string token) => _files.TryRemove(token, out var file) ? file : null;

    public GatewayAnswer Offer(AlipayApplication application, GatewayRequest request)
    {
        var reads = DateOnly.TryParseExact(
            request.Text("bill_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!reads || day >= DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime)) return None;
        var fault = _faults.TryDequeue(out var next) ? next : BillFault.None;
        if (fault == BillFault.NotReady) return None;

        var file = fault == BillFault.HtmlPage
            ? Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>403 Forbidden</body></html>")
            : Archive(application, day, fault == BillFault.WrongHash);
        if (fault == BillFault.Truncated) file = file[..(file.Length / 2)];
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _files[token] = file;
        return GatewayAnswer.Ok(new() { ["bill_download_url"] = new Uri(Host, $"/bill/{token}").AbsoluteUri });
    }

    private static GatewayAnswer None => GatewayAnswer.Failed("isp.bill_not_exist", "账单不存在");

    private byte[] Archive(AlipayApplication application, DateOnly day, bool withWrongTotal)
    {
        var lines = Edit([
            .. trades.PaidOf(application.AppId).SelectMany(AlipayBillLine.Of)
                .Where(line => DateOnly.FromDateTime(line.At.ToOffset(China).DateTime) == day)
                .OrderBy(line => line.At).ThenBy(line => line.TradeNo, StringComparer.Ordinal),
        ]).ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"{application.SellerId}0156_{day:yyyyMMdd}");
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Gbk))
        {
            Write(archive, $"{name}_业务明细.csv", Details(application, day, lines, withWrongTotal));
            Write(archive, $"{name}_业务明细(汇总).csv", "#支付宝业务汇总查询\r\n");
        }

        return packed.ToArray();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(Gbk.GetBytes(text));
    }

    private static string Details(
        AlipayApplication application, DateOnly day, IReadOnlyList<AlipayBillLine> lines, bool withWrongTotal)
    {
        var (paid, back) = (lines.Where(line => !line.IsRefund).ToList(), lines.Where(line => line.IsRefund).ToList());
        var text = new StringBuilder().Append("#支付宝业务明细查询\r\n");
        text.Append(CultureInfo.InvariantCulture, $"#账号：[{application.SellerId}0156]\r\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"#起始日期：[{day:yyyy年MM月dd日} 00:00:00]   终止日期：[{day.AddDays(1):yyyy年MM月dd日} 00:00:00]\r\n");
        text.Append("#-----------------------------------------业务明细列表----------------------------------------\r\n");
        text.Append(Header).Append("\r\n");
        foreach (var line in lines) Append(text, line);
        text.Append("#-----------------------------------------业务明细列表结束------------------------------------\r\n");
        var sum = paid.Sum(line => line.Amount) + (withWrongTotal ? 0.01m : 0);
        text.Append($"#交易合计：{paid.Count}笔，商家实收共{AlipayWords.Yuan(sum)}元，商家优惠共0.00元\r\n");
        text.Append($"#退款合计：{back.Count}笔，商家实收退款共{AlipayWords.Yuan(-back.Sum(line => line.Amount))}元，商家优惠退款共0.00元\r\n");
        return text.Append("#导出时间：[sandbox]\r\n").ToString();
    }

    private static void Append(StringBuilder text, AlipayBillLine line)
    {
        var amount = AlipayWords.Yuan(line.IsRefund ? -line.Amount : line.Amount);
        string[] cells =
        [
            line.TradeNo + "\t", line.OutTradeNo + "\t", line.IsRefund ? "退款" : "交易", "tea", AlipayWords.Beijing(line.PaidAt),
            AlipayWords.Beijing(line.At), "", "", "", "", "abc***@example.com\t", amount, amount, "0.00", "0.00", "0.00", "0.00",
            "0.00", "", "0.00", "0.00", line.RequestNo.Length == 0 ? "" : line.RequestNo + "\t", AlipayWords.Yuan(-line.Fee), "0.00", "",
        ];
        text.AppendJoin(',', cells).Append("\r\n");
    }
}
