using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary><c>--port N</c>, else local.settings.json's port, else 7071, as Core Tools; 0 takes a free one.</summary>
internal static class PortArgument
{
    private const string Name = "--port";
    private const int CoreToolsPort = 7071;

    public static int Read(string[] args, int? local)
    {
        var at = Array.FindIndex(args, argument => argument is Name or "-p" || argument.StartsWith(Name + "="));
        if (at < 0) return local ?? CoreToolsPort;
        var text = args[at].StartsWith(Name + "=") ? args[at][(Name.Length + 1)..] : args.ElementAtOrDefault(at + 1);
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new InvalidOperationException("--port needs a number from 0 to 65535, for example --port 7071.");
    }
}
