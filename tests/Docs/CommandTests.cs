using System.Reflection;
using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Docs;

/// <summary>No document tells anybody to run what no test has run, unless it says what that needs.</summary>
public class CommandTests
{
    private static readonly string[] Languages = ["sh", "mermaid", "csharp", "json", "http", "text"];

    [Fact]
    public void Every_command_is_run_by_a_test_or_says_what_it_needs() => Assert.All(Document.All, document =>
        Assert.All(document.Commands, command => Assert.True(
            CommandProofs.All.Any(proof => proof.Command.IsMatch(command)),
            $"{document.Path} has the command '{command}', which no test in {nameof(CommandProofs)} runs. Have one run it; "
            + $"or say what it needs: in a block by a first line '# {Document.Marks[0]}', in a text by '({Document.Marks[0]})' after it.")));

    [Fact]
    public void Every_proof_is_a_test_and_proves_a_command_that_stands_somewhere() => Assert.All(CommandProofs.All, proof =>
    {
        Assert.NotNull(proof.Tests.GetMethod(proof.Test)!.GetCustomAttributes<FactAttribute>().FirstOrDefault());
        Assert.Contains(Document.All.SelectMany(document => document.Commands), command => proof.Command.IsMatch(command));
    });

    [Fact]
    public void Every_block_says_its_language() => Assert.All(Document.All, document =>
        Assert.All(document.Blocks, block => Assert.Contains(block.Info, Languages)));

    [Fact]
    public void A_new_command_is_seen_wherever_it_stands()
    {
        var document = new Document("new.md", """
            Run `dotnet run --project sandbox -- conquer`, then `az login` (needs Azure), or `az logout`.
            ```sh
            npm publish \
              --tag new   # why
            ```
            ```sh
            # needs Core Tools
            func start
            ```
            """ + "\n");

        Assert.Equal(
            ["npm publish    --tag new", "dotnet run --project sandbox -- conquer", "az logout"], document.Commands);
        Assert.All(document.Commands, command => Assert.DoesNotContain(CommandProofs.All, proof => proof.Command.IsMatch(command)));
    }

    [Fact]
    public void Scripts_and_workflows_that_are_named_are_there() => Assert.All(Document.All, document =>
        Assert.All(
            Regex.Matches(document.Text, @"`(?<path>\.(ci|github)/[\w./-]+)"),
            named => Assert.True(Path.Exists(Path.Combine(Repository.Root, named.Groups["path"].Value)), named.Value)));
}
