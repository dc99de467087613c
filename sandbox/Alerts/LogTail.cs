using System.Text;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>Reads what was written to a log since it was read last, whole lines only.</summary>
public sealed class LogTail(string path)
{
    private long _read;

    public IReadOnlyList<LoggedEvent> Next()
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = _read;
        var bytes = new byte[log.Length - _read];
        log.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _read += whole;
        return [.. Encoding.UTF8.GetString(bytes, 0, whole).Split('\n').Select(LoggedEvent.Read).OfType<LoggedEvent>()];
    }
}
