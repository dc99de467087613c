namespace PayFunctions.Tests.Simulation;

/// <summary>One action of a transaction.</summary>
internal sealed record BatchPart(string Method, string Path, string? IfMatch, string Body);

/// <summary>Reads the actions out of a transaction's multipart body.</summary>
internal static class BatchParts
{
    public static List<BatchPart> Read(string body)
    {
        var parts = new List<BatchPart>();
        var lines = body.Split("\r\n");
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].EndsWith(" HTTP/1.1", StringComparison.Ordinal)) continue;
            var (method, url) = (lines[at].Split(' ')[0], lines[at].Split(' ')[1]);
            string? ifMatch = null;
            while (lines[++at].Length > 0)
            {
                if (lines[at].StartsWith("If-Match: ", StringComparison.Ordinal)) ifMatch = lines[at]["If-Match: ".Length..];
            }

            parts.Add(new(method, Uri.UnescapeDataString(new Uri(url).AbsolutePath)[1..], ifMatch, lines[at + 1]));
        }

        return parts;
    }
}
