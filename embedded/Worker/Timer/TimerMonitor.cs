using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Keeps each schedule's status in a small file: what was missed while the host was down is known.</summary>
internal sealed class TimerMonitor(string folder, ILogger<TimerMonitor> log)
{
    public ScheduleStatus? Read(string function)
    {
        var path = PathOf(function);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            HostLog.StatusUnread(log, e, path);
            return null;
        }
    }

    public void Write(string function, ScheduleStatus status)
    {
        var path = PathOf(function);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(status));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HostLog.StatusUnwritten(log, e, path); // The schedule goes on; only a missed run would not be known.
        }
    }

    private string PathOf(string function) => Path.Combine(folder, $"{function}.json");
}
