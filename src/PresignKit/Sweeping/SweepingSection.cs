using Microsoft.Extensions.Configuration;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>Reads the section <c>PresignKit:Sweeping</c>.</summary>
internal static class SweepingSection
{
    public const string Name = "Sweeping";

    private static readonly SettingTable<SweepingOptions> Settings = new("sweeping")
    {
        { nameof(SweepingOptions.Delete), (o, s) => o.Delete = s.Boolean(o.Delete) },
        { nameof(SweepingOptions.Interval), (o, s) => o.Interval = s.Time(o.Interval) ?? o.Interval },
        { nameof(SweepingOptions.Jitter), (o, s) => o.Jitter = s.Time(o.Jitter) ?? o.Jitter },
        { nameof(SweepingOptions.Grace), (o, s) => o.Grace = s.Time(o.Grace) ?? o.Grace },
        { nameof(SweepingOptions.CompleteAfter), (o, s) => o.CompleteAfter = s.Time(o.CompleteAfter) ?? o.CompleteAfter },
        { nameof(SweepingOptions.StoreNames), (o, s) => o.StoreNames = s.List(o.StoreNames) },
    };

    public static void Apply(IConfiguration section, SweepingOptions options) => Settings.Apply(section, options, options.SectionFlaws);
}
