using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>Reads <c>--port N</c>; 7071 without it, as Core Tools; 0 takes a free one.</summary>
internal static class PortArgument
{
    public static int Read(string[] args)
    {
        var at = Array.FindIndex(args, argument => argument is "--port" or "-p");
        if (at < 0) return 7071;
        if (at + 1 < args.Length
            && ushort.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return port;
        throw new InvalidOperationException("--port needs a number from 0 to 65535, for example --port 7071.");
    }
}
