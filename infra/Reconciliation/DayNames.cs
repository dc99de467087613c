using System.Globalization;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>What lies where in the container of the bills.</summary>
internal static class DayNames
{
    /// <summary>A bill as it came, by the hash of its bytes.</summary>
    public static string Raw(RunKey key, string account, BillKind kind, string sha256) =>
        $"raw/{Day(key)}/{TableKeys.EscapePart(account)}-{kind}-{sha256}".ToLowerInvariant();

    /// <summary>What all bills of a day begin with.</summary>
    public static string RawOf(RunKey key) => $"raw/{Day(key)}/".ToLowerInvariant();

    /// <summary>A bill that somebody else brought.</summary>
    public static string Inbox(string channel, DateOnly day, string account) => string.Create(
        CultureInfo.InvariantCulture, $"inbox/{channel}/{day:yyyyMMdd}/{TableKeys.EscapePart(account)}");

    /// <summary>One part of one side, dealt out to shards.</summary>
    public static string Dealt(RunKey key, int run, ComparedBooks books, string part) => $"{Work(key, run)}/dealt{Suffix(books)}/{part}";

    public static string Index(string dealt) => $"{dealt}.json";

    public static string Findings(RunKey key, int run, ComparedBooks books, string round, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{Work(key, run)}/{round}{Suffix(books)}/{shard:D4}.json");

    /// <summary>The lines of the day's index that were found wrong.</summary>
    public static string Mended(RunKey key, int run) => $"{Work(key, run)}/index-mended.json";

    /// <summary>What the next day has to look for a match of.</summary>
    public static string Carried(RunKey key, ComparedBooks books) => $"carried{Suffix(books)}/{Day(key)}.json";

    public static string Report(RunKey key, int run, string extension) => $"reports/{Day(key)}/{Number(run)}.{extension}";

    private static string Work(RunKey key, int run) => $"work/{Day(key)}/{Number(run)}";

    private static string Day(RunKey key) => $"{TableKeys.EscapePart(key.Tenant)}/{key.Channel}/{key.DayText}";

    private static string Suffix(ComparedBooks books) => books switch
    {
        ComparedBooks.LedgerAndBill => "",
        ComparedBooks.BillAndAccount => "-account",
    };

    private static string Number(int run) => run.ToString("D6", CultureInfo.InvariantCulture);
}
