using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What the command line asks for.</summary>
/// <param name="IsStrict">Whether a goal that is missed counts as a failure.</param>
internal sealed record BenchArguments(
    IReadOnlyList<IRow> Rows, Sizes Sizes, IReadOnlySet<string> Clients, string DataFolder, RunningStore? Store, string? JsonPath, bool IsStrict);
