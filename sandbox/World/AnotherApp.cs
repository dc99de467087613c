using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Sandbox.World;

/// <summary>One more instance of the app.</summary>
public sealed record AnotherApp(Uri Url, AppProcess Process, MerchantClient Merchant, string LogPath) : IDisposable
{
    public string Log()
    {
        using var log = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd();
    }

    public void Dispose()
    {
        Process.Dispose();
        Merchant.Dispose();
    }
}
