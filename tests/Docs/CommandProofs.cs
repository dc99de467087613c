using System.Text.RegularExpressions;
using PayFunctions.Tests.Browser;
using PayFunctions.Tests.Infra.Audit;
using PayFunctions.Tests.Infra.Vault;
using PayFunctions.Tests.Samples;

namespace PayFunctions.Tests.Docs;

/// <summary>Which test runs which command of the documents.</summary>
internal static class CommandProofs
{
    public static readonly (Regex Command, Type Tests, string Test)[] All =
    [
        (Exactly("git clone <this repository> PayFunctions && cd PayFunctions"), typeof(CommandRuns), nameof(CommandRuns.A_clone_has_everything_that_the_first_command_needs)),
        (Exactly("dotnet run --project sandbox -- demo"), typeof(CommandRuns), nameof(CommandRuns.The_demo_lists_its_scenarios_runs_those_that_are_asked_for_and_records_their_histories)),
        (Beginning("dotnet run --project sandbox -- demo --histories"), typeof(CommandRuns), nameof(CommandRuns.The_demo_lists_its_scenarios_runs_those_that_are_asked_for_and_records_their_histories)),
        (Exactly("dotnet run --project sandbox"), typeof(SandboxWalk), nameof(SandboxWalk.The_commands_that_the_sandbox_prints_take_an_order_to_paid)),
        (Exactly("dotnet run --project functions"), typeof(AppAlone), nameof(AppAlone.The_sample_settings_filled_in_start_the_app)),
        (Exactly("dotnet test"), typeof(CommandRuns), nameof(CommandRuns.Tests_are_what_runs_now)),
        (Beginning("dotnet run --project sandbox -- reconcile"), typeof(CommandRuns), nameof(CommandRuns.Two_files_are_reconciled)),
        (Beginning("sandbox -- reconcile"), typeof(CommandRuns), nameof(CommandRuns.Two_files_are_reconciled)),
        (Beginning("dotnet run --project sandbox -- verify-audit"), typeof(SystemAuditTests), nameof(SystemAuditTests.The_command_proves_the_chains_of_the_storage_it_is_given)),
        (Beginning("dotnet run --project sandbox -- import-certificate"), typeof(CertificateImportTests), nameof(CertificateImportTests.The_command_imports_as_the_identity_of_whoever_runs_it)),
        (Exactly("dotnet run --project sandbox -- docs"), typeof(CommandRuns), nameof(CommandRuns.Printed_documents_are_current)),
        (Beginning("dotnet run --project samples/Merchant"), typeof(MerchantSampleTests), nameof(MerchantSampleTests.The_shop_sells_takes_the_signed_webhooks_and_refunds)),
        (new(@"^(dotnet run -c Release --project )?bench (-- )?[a-z]+$"), typeof(BenchRuns), nameof(BenchRuns.A_benchmark_runs_and_ends_with_its_figures)),
        (Exactly("dotnet pack core"), typeof(CorePackageTests), nameof(CorePackageTests.Core_packs_alone_and_its_readme_reconciles_two_files)),
        (Exactly("npm --prefix tests/Browser ci && npm --prefix tests/Browser run vendor"), typeof(VendoredFileTests), nameof(VendoredFileTests.What_the_repository_has_is_what_the_package_gives)),
        (Exactly("npm ci"), typeof(CommandRuns), nameof(CommandRuns.Npm_ci_has_brought_Azurite)),
    ];

    private static Regex Exactly(string command) => new($"^{Regex.Escape(command)}$");

    private static Regex Beginning(string command) => new($"^{Regex.Escape(command)}( |$)");
}
