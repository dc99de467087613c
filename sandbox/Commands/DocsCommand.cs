using System.CommandLine;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.Docs;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>docs</c>: writes the documents that are printed from the code's tables.</summary>
internal static class DocsCommand
{
    public static Command Create()
    {
        var command = new Command("docs", "Writes the documents that are printed from the code's tables.");
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 1 where one is stale." };
        command.Options.Add(check);
        command.SetAction(given => given.GetValue(check) ? Check() : Write());
        return command;
    }

    private static int Write()
    {
        foreach (var (path, text) in GeneratedDocs.All)
        {
            File.WriteAllText(Path.Combine(RepositoryRoot.Find(), path), text);
            Console.WriteLine($"wrote {path}");
        }

        return 0;
    }

    private static int Check()
    {
        var stale = GeneratedDocs.All.Where(document => !IsCurrent(document.Path, document.Text)).ToList();
        foreach (var (path, _) in stale) Console.Error.WriteLine($"stale: {path}");
        return stale.Count == 0 ? 0 : 1;
    }

    private static bool IsCurrent(string path, string text)
    {
        var file = Path.Combine(RepositoryRoot.Find(), path);
        return File.Exists(file) && File.ReadAllText(file) == text;
    }
}
