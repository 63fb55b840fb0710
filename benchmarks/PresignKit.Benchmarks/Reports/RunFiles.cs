using PresignKit.Benchmarks.Kestrel;
using PresignKit.Benchmarks.Scaling;

namespace PresignKit.Benchmarks.Reports;

/// <summary>The JSON reports of one run, as eng/measure.sh writes them next to docs/performance.md.</summary>
internal sealed class RunFiles
{
    /// <summary>Their folder in the docs folder.</summary>
    public const string Folder = "performance";

    private readonly string _folder;

    public RunFiles(string docs) => _folder = Path.Combine(docs, Folder);

    public MachineInfo Machine => Required<MachineInfo>("machine.json");

    /// <summary>The reports with the widest vectors of the machine.</summary>
    public RowResult[] Ratios => Required<RowResult[]>("ratios.json");

    public RowResult[] RatiosIn256Bits => Required<RowResult[]>("ratios-256.json");

    public RowResult[] RatiosIn128Bits => Required<RowResult[]>("ratios-128.json");

    public RowResult[] RatiosInScalarCode => Required<RowResult[]>("ratios-scalar.json");

    public RowResult[] RatiosByPlatform => Required<RowResult[]>("ratios-platform.json");

    public ScalingPoint[] Scaling => Required<ScalingPoint[]>("scaling.json");

    public KestrelResult[] Kestrel => Required<KestrelResult[]>("kestrel.json");

    private T Required<T>(string name)
        where T : class => Json.Read<T>(Path.Combine(_folder, name))
            ?? throw new FileNotFoundException($"'{Path.Combine(_folder, name)}' is missing: eng/measure.sh makes it.");
}
