using System.Text;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Settings;

/// <summary>Replaces <c>%SETTING%</c> in routes and schedules by the setting's value.</summary>
internal static class Placeholders
{
    /// <exception cref="InvalidOperationException">A named setting has no value.</exception>
    public static string Resolve(string text, IConfiguration configuration)
    {
        if (!text.Contains('%')) return text;
        var resolved = new StringBuilder();
        var parts = text.Split('%');
        for (var i = 0; i < parts.Length; i++)
        {
            // Even parts stand outside of a pair of percent signs; a last unpaired one is text.
            if (i % 2 == 0 || i == parts.Length - 1) resolved.Append(i % 2 == 0 ? "" : "%").Append(parts[i]);
            else
            {
                resolved.Append(configuration[parts[i].Replace("__", ":", StringComparison.Ordinal)]
                    ?? throw new InvalidOperationException(
                        $"'%{parts[i]}%' does not resolve: the setting {parts[i]} is missing."));
            }
        }

        return resolved.ToString();
    }
}
