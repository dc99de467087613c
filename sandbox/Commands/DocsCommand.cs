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
        command.SetAction(_ =>
        {
            foreach (var (path, text) in GeneratedDocs.All)
            {
                File.WriteAllText(Path.Combine(RepositoryRoot.Find(), path), text);
                Console.WriteLine($"wrote {path}");
            }
        });
        return command;
    }
}
