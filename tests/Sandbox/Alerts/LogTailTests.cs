using System.Text.Json;
using PayFunctions.Sandbox.Alerts;

namespace PayFunctions.Tests.Sandbox.Alerts;

public sealed class LogTailTests : IDisposable
{
    private const string Line = """{"at":"2026-11-20T00:00:00Z","event":"Moved","message":"退款 done"}""";

    private readonly string _log = Path.GetTempFileName();

    public void Dispose() => File.Delete(_log);

    [Fact]
    public void A_line_is_an_event_once_it_is_whole()
    {
        var tail = new LogTail(_log);
        File.WriteAllText(_log, $"Functions:\n{Line}\n{Line[..20]}");

        var first = tail.Next();
        File.AppendAllText(_log, $"{Line[20..]}\n");

        Assert.Equal("Moved", Assert.Single(first).Event);
        Assert.Equal("Moved", Assert.Single(tail.Next()).Event);
    }

    /// <summary>The next life's lines begin below what the killed one had begun.</summary>
    [Fact]
    public void A_line_in_the_midst_of_which_the_app_was_killed_is_none_wherever_it_ends()
    {
        for (var length = 1; length < Line.Length; length++)
        {
            File.WriteAllText(_log, $"{Line[..length]}\n{Line}\n");

            Assert.Equal("Moved", Assert.Single(new LogTail(_log).Next()).Event);
        }
    }

    [Theory]
    [InlineData("{at: now}")]
    [InlineData(Line + Line)]
    public void A_whole_line_that_is_no_json_is_a_fault(string line)
    {
        File.WriteAllText(_log, $"{line}\n");

        Assert.ThrowsAny<JsonException>(() => new LogTail(_log).Next());
    }
}
