using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>Makes each day's settlement files of what was really done. The clearing day is the day in China here.</summary>
internal sealed class UnionPayFileDesk(UnionPayBook book, TimeProvider clock)
{
    private const string NoFile = "98";

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    private readonly ConcurrentQueue<BillFault> _faults = new();

    public Func<IReadOnlyList<SettlementRecord>, IEnumerable<SettlementRecord>> Edit { get; set; } = records => records;

    public void FailNext(BillFault fault, int times)
    {
        for (var i = 0; i < times; i++) _faults.Enqueue(fault);
    }

    /// <summary>Answers a signed request for files; a day without trade has none, and neither has one that is not over.</summary>
    public UnionPayMessage Offer(UnionPayMessage request, Func<string, UnionPayMessage> answer)
    {
        var settled = request["settleDate"];
        var (merchant, today) = (request["merId"], UnionPayWords.DayWithoutYear(clock.GetUtcNow()));
        if (request["txnType"] != "76" || request["txnSubType"] != "01" || request["fileType"] != "00" || settled.Length != 4)
            return answer("10");
        var fault = _faults.TryDequeue(out var next) ? next : BillFault.None;
        var records = Edit([
            .. book.DoneOf(merchant).Where(one => UnionPayWords.DayWithoutYear(one.DoneAt!.Value) == settled)
                .OrderBy(one => one.QueryId, StringComparer.Ordinal).Select(SettlementRecord.Of),
        ]).ToList();
        if (fault == BillFault.NotReady || settled == today || records.Count == 0) return answer(NoFile);

        var packed = Deflate(Archive(merchant, settled, records));
        if (fault == BillFault.Truncated) packed = packed[..(packed.Length / 2)];
        var told = answer("00");
        told["fileName"] = $"{merchant}_{settled}.zip";
        told["settleDate"] = fault == BillFault.WrongHash ? "0101" : settled;
        told["fileContent"] = Convert.ToBase64String(packed);
        return told;
    }

    public bool IsPage => _faults.TryPeek(out var next) && next == BillFault.HtmlPage && _faults.TryDequeue(out _);

    /// <summary>The transactions, and the file of disputes that comes with them, which is empty.</summary>
    private static byte[] Archive(string merchant, string settled, List<SettlementRecord> records)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Gbk))
        {
            Write(archive, $"INN{settled}88ZM_{merchant}", string.Concat(records.Select(one => one.Line)));
            Write(archive, $"INN{settled}88ZME_{merchant}", "");
        }

        return packed.ToArray();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(Gbk.GetBytes(text));
    }

    private static byte[] Deflate(byte[] archive)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(archive);
        return packed.ToArray();
    }
}
