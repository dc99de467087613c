using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PayFunctions.Tests.Functions;

namespace PayFunctions.Tests.Docs;

/// <summary>What a reader does: starts the sandbox, copies the commands that it prints, looks at a paid order.</summary>
public sealed partial class SandboxWalk
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_commands_that_the_sandbox_prints_take_an_order_to_paid()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The printed commands are for a POSIX shell.");
        using var sandbox = Start("dotnet", Path.Combine(AppContext.BaseDirectory, "PayFunctions.Sandbox.dll"));
        try
        {
            var commands = Command().Matches(await ReadAsync(sandbox, until: "Ctrl+C stops everything."))
                .Select(command => command.Value.Trim()).ToArray();
            Assert.Equal(4, commands.Length);

            Assert.Contains("codeUrl", await ShellAsync(commands[0]), StringComparison.Ordinal);
            await ShellAsync(commands[1]);
            await Eventually.TrueAsync(async () => (await ShellAsync(commands[2])).Contains("\"state\":\"Paid\"", StringComparison.Ordinal));
            Assert.Contains("\"kind\":\"payment\"", await ShellAsync(commands[3]), StringComparison.Ordinal);

            // Not Ctrl+C's own signal: what a shell starts in the background is deaf to it.
            await ShellAsync($"kill -TERM {sandbox.Id}");
            await sandbox.WaitForExitAsync(Cancellation).WaitAsync(StopsWithin, Cancellation);
            Assert.Equal(0, sandbox.ExitCode);
        }
        finally
        {
            if (!sandbox.HasExited) sandbox.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> ReadAsync(Process program, string until)
    {
        var said = new StringBuilder();
        while (await program.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(until, StringComparison.Ordinal)) return said.ToString();
        }

        throw new InvalidOperationException($"It ended too early: {said}");
    }

    private static async Task<string> ShellAsync(string command)
    {
        using var shell = Start("sh", "-c", command);
        var said = await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        return shell.ExitCode == 0 ? said : throw new InvalidOperationException($"{command} ended with {shell.ExitCode}.");
    }

    private static Process Start(string program, params string[] args) =>
        Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root })!;

    [GeneratedRegex(@"^ +curl .*(\\\n.*|[^\\\n])$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
