using System.Text.RegularExpressions;
using PayFunctions.Sandbox.Demo;

namespace PayFunctions.Tests.Docs;

/// <summary>The threat model names its proofs; they have to be there.</summary>
public partial class SecurityDocTests
{
    private static readonly string[] Rows =
    [
        .. Repository.Read("docs/security.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && Letter().IsMatch(line)),
    ];

    [Fact]
    public void Every_threat_names_a_proof_and_every_proof_is_a_test_or_a_scenario()
    {
        var tests = typeof(SecurityDocTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.GetCustomAttributes(
                typeof(FactAttribute), inherit: true).Length > 0))
            .Select(type => type.Name);
        var known = tests.Concat(AllScenarios.List.Select(scenario => scenario.Name)).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(Rows.Length, 30, 200);
        Assert.All(Rows, row =>
        {
            var proofs = Name().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(proofs);
            Assert.All(proofs, proof => Assert.Contains(proof, known));
        });
    }

    [Fact]
    public void Every_letter_of_stride_is_thought_of()
    {
        var letters = Rows.SelectMany(row => row.Split('|')[1].Split(',')).Select(letter => letter.Trim()).ToHashSet();

        Assert.Equal(["D", "E", "I", "R", "S", "T"], letters.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| [STRIDE](, [STRIDE])* \|")]
    private static partial Regex Letter();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
