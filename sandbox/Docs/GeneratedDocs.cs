namespace PayFunctions.Sandbox.Docs;

/// <summary>The documents that are printed from the code's own tables, so that they can't say anything else.</summary>
internal static class GeneratedDocs
{
    /// <summary>What writes them anew; a test that finds one stale names it.</summary>
    public const string Command = "dotnet run --project sandbox -- docs";

    /// <summary>Each by its path in the repository.</summary>
    public static IReadOnlyList<(string Path, string Text)> All { get; } =
    [
        ("docs/alerts.md", AlertsDoc.Write()),
        ("docs/errors.md", ErrorsDoc.Write()),
        ("docs/runbook.md", RunbookDoc.Write()),
        ("docs/settings.md", SettingsDoc.Write()),
        ("docs/states.md", StatesDoc.Write()),
    ];

    public static string Note { get; } =
        $"<!-- Written by `{Command}`: change the table in the code, not this. -->\n\n";
}
