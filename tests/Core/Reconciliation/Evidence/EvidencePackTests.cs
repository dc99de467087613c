using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Evidence;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation.Evidence;

public class EvidencePackTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Raw = Encoding.UTF8.GetBytes(BillText.Payment);

    private static readonly MovementRow Theirs = new(
        MovementKind.Payment, MovementStatus.Succeeded, "ORD0001", "", "4200000000202611200000000001", 1230, Currency.Cny, 7381, Made.AddDays(-1),
        Line: 2, Offset: 463);

    private static readonly EvidenceCase Case = new(
        "d1", "default/wechatpay/20261120#1", "wechatpay", new(2026, 11, 20), Made,
        new(new(DifferenceKind.MissingHere, DifferenceAspects.None, [], [Theirs]), new(CauseKind.SignatureFailures, 0.8, "12 callbacks were refused")))
    {
        Lines = [new("20261120.csv.gz", new('a', 64), 2, 463, Raw)],
        Callbacks = [new("callbacks/1.json", "{\"id\":\"EV-1\"}"u8.ToArray(), "the order's evidence EV-1")],
        Records = [new("order/history.json", "[]"u8.ToArray(), "Orders, ORD0001"), new("order/postings.json", "[]"u8.ToArray(), "Orders, ORD0001")],
        Audit = [AuditChain.Next(AuditChain.Start("run"), new(Made, "lin", "Approved", "d1", "checked by phone"))],
    };

    [Fact]
    public void A_pack_holds_the_bills_bytes_the_callback_the_history_and_the_postings_and_what_they_hash_to()
    {
        var pack = new MemoryStream();
        var hash = EvidencePack.Write(pack, Case);

        using var archive = new ZipArchive(pack);
        Assert.Equal(
            ["audit.json", "bill/line-1.json", "bill/line-1.txt", "callbacks/1.json", "difference.json", "manifest.json", "order/history.json", "order/postings.json"],
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(Raw, Content(archive, "bill/line-1.txt"));
        Assert.Equal(463, Json(archive, "bill/line-1.json").GetProperty("offset").GetInt32());
        Assert.Equal("signatureFailures", Json(archive, "difference.json").GetProperty("cause").GetProperty("kind").GetString());
        Assert.Equal(7, Json(archive, "manifest.json").GetProperty("files").GetArrayLength());
        Assert.Null(EvidencePack.Verify(pack, hash));
    }

    [Fact]
    public void The_same_case_makes_the_same_bytes()
    {
        var (one, other) = (new MemoryStream(), new MemoryStream());
        EvidencePack.Write(one, Case);
        EvidencePack.Write(other, Case);

        Assert.Equal(one.ToArray(), other.ToArray());
    }

    [Theory]
    [InlineData("bill/line-1.txt", "bill/line-1.txt was changed")]
    [InlineData("order/postings.json", "order/postings.json was changed")]
    [InlineData("stray.txt", "stray.txt is not in the manifest")]
    [InlineData("manifest.json", "manifest.json was changed")]
    public void What_was_changed_afterwards_is_named(string name, string expected)
    {
        var pack = new MemoryStream();
        var hash = EvidencePack.Write(pack, Case);
        using (var archive = new ZipArchive(pack, ZipArchiveMode.Update, leaveOpen: true))
        {
            var manifest = Content(archive, name == "manifest.json" ? name : "difference.json");
            archive.GetEntry(name)?.Delete();
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(manifest);
            entry.Write(" "u8);
        }

        Assert.Equal(expected, EvidencePack.Verify(pack, hash));
    }

    [Theory]
    [InlineData("../order.json")]
    [InlineData("/order.json")]
    [InlineData("order//history.json")]
    [InlineData("Order.json")]
    [InlineData("manifest.json")]
    [InlineData("difference.json")]
    public void A_name_that_leads_out_of_the_pack_or_is_taken_is_a_bug(string name) => Assert.Throws<ArgumentException>(() =>
        EvidencePack.Write(new MemoryStream(), Case with { Records = [new(name, default, "")] }));

    private static JsonElement Json(ZipArchive archive, string name) => JsonDocument.Parse(Content(archive, name)).RootElement;

    private static byte[] Content(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
