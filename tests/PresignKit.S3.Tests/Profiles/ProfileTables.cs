using System.Text;

namespace PresignKit.S3.Tests.Profiles;

/// <summary>Generates the part of docs/stores.md about the ready-made profiles.</summary>
internal static class ProfileTables
{
    public static string Generate()
    {
        var page = new StringBuilder();
        var profiles = S3Profiles.All;
        page.Append("| capability |").AppendJoin("|", profiles.Select(profile => $" {profile.Name} ")).Append("|\n");
        page.Append("|---|").AppendJoin("|", profiles.Select(_ => "---")).Append("|\n");
        var names = StoreProfile.Generic.ListCapabilities();
        for (var i = 0; i < names.Count; i++)
        {
            page.Append("| ").Append(names[i].Key).Append(" |").AppendJoin("|", profiles.Select(profile => $" {Cell(profile, i)} ")).Append("|\n");
        }

        page.Append("\n(m) measured by the conformance suite; (d) documented by the vendor, but not measured; (s) read in the store's source code, but not "
            + "measured; Unknown counts as No.\n");
        foreach (var profile in profiles.Where(profile => S3Profiles.SourcesOf(profile).Count > 0))
        {
            AppendSources(page, profile);
            if (profile.UntilConfirmed is { } weaker)
            {
                page.Append($"\nWhere a probe at start has not confirmed it, `{weaker.Name}` applies.\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(StoreProfile profile, int index)
    {
        var (name, value) = profile.ListCapabilities()[index];
        if (value == Capability.Unknown)
        {
            return "Unknown";
        }

        var kind = S3Profiles.SourcesOf(profile)[name].Kind switch
        {
            CapabilitySourceKind.Measured => "(m)",
            CapabilitySourceKind.Documented => "(d)",
            _ => "(s)",
        };
        return value == Capability.No ? $"**No** {kind}" : $"Yes {kind}";
    }

    /// <summary>One row per source, in the order of the capabilities.</summary>
    private static void AppendSources(StringBuilder page, StoreProfile profile)
    {
        page.Append("\n### ").Append(profile.Name).Append("\n\n| capability | value | source |\n|---|---|---|\n");
        var sources = S3Profiles.SourcesOf(profile);
        foreach (var row in profile.ListCapabilities().Where(c => sources.ContainsKey(c.Key)).GroupBy(c => (sources[c.Key], c.Value)))
        {
            var (source, value) = row.Key;
            page.Append("| ").AppendJoin(", ", row.Select(c => c.Key))
                .Append(" | ").Append(value == Capability.No ? "**No**" : "Yes")
                .Append(" | ").Append(source.Kind == CapabilitySourceKind.Measured
                    ? Measured(source)
                    : (source.Kind == CapabilitySourceKind.Documented ? "documented" : "source code")
                        + $": [{source.Text.Replace("*", "\\*", StringComparison.Ordinal)}]({source.Link})")
                .Append(" |\n");
        }
    }

    private static string Measured(CapabilitySource source) =>
        $"measured: {string.Join(", ", source.Text.Split(", ").Select(test => $"`{test}`"))}";
}
