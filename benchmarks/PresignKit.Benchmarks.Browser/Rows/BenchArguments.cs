using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Rows;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchArguments(
    IReadOnlyList<IRow> Rows, Sizes Sizes, IReadOnlySet<string> Clients, string DataFolder, RunningStore? Store, string? JsonPath);
