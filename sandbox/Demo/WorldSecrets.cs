using System.Text;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>What must stand nowhere in clear, by a name that may be told, and where the app could have told it.</summary>
internal static class WorldSecrets
{
    /// <summary>Settings that hold a secret: a new provider's are among them by their names.</summary>
    private static readonly string[] Names = ["PrivateKey", "ApiV3Key", "ContentKey", "AcquirerKey", "IDENTITY_HEADER"];

    private static readonly string[] Sections = ["FunctionKeys__", "Webhooks__Secrets__", "Tenants__"];

    /// <summary>Every secret of the app's settings, the payers' cards and the payers' ids.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(SandboxWorld world) =>
    [
        .. world.Settings.Where(one => IsSecret(one.Key)).Select(one => (one.Key, Telling(one.Value))),
        ("an account number", ApplePayDevice.AccountNumber),
        ("a cryptogram", ApplePayDevice.Cryptogram),
        ("an openid", Scenarios.WaysOfPaying.OpenId),
        ("a payer's address", Scenarios.WaysOfPaying.ClientIp),
        ("Alipay's number of a buyer", "2088900000000001"),
    ];

    /// <summary>All that the app has written for people: its logs, the orchestrations' history, its metrics, its refusals,
    /// and what it has sent to the collector.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> ToldAsync(
        SandboxWorld world, CancellationToken cancellation)
    {
        var told = new List<(string, string)>
        {
            ("the metrics", (await world.Merchant.GetAsync("metrics", cancellation)).Text),
            ("the certificates", (await world.Merchant.GetAsync("certificates", cancellation)).Text),
            ("the problem details", string.Join('\n', world.Merchant.Problems)),
        };
        foreach (var file in Directory.EnumerateFiles(world.Folder, "*.log"))
            told.Add(($"the log {Path.GetFileName(file)}", ReadWhileWritten(file)));
        foreach (var folder in Directory.EnumerateDirectories(world.Folder, "journal*"))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.journal"))
                told.Add(($"the history {Path.GetFileName(folder)}/{Path.GetFileName(file)}", ReadWhileWritten(file)));
        }

        // Strings stand in protobuf as they are.
        foreach (var signal in world.Collector?.Bodies.GroupBy(sent => sent.Signal) ?? [])
            told.Add(($"the collector's {signal.Key}", string.Join('\n', signal.Select(sent => Encoding.Latin1.GetString(sent.Body)))));
        return told;
    }

    private static bool IsSecret(string setting) =>
        Names.Any(name => setting.Contains(name, StringComparison.Ordinal))
        || Sections.Any(section => setting.StartsWith(section, StringComparison.Ordinal));

    /// <summary>Of a PEM a line out of its middle: enough to know the key by, whatever the lines are joined
    /// with.</summary>
    private static string Telling(string value)
    {
        if (!value.StartsWith("-----BEGIN", StringComparison.Ordinal)) return value;
        var lines = value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines[lines.Length / 2].Trim();
    }

    private static string ReadWhileWritten(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
