using PresignKit.Providers;

namespace PresignKit.S3.Settings;

/// <summary>Reads a profile that is written out in configuration, such as the one that a probe prints.</summary>
internal static class ProfileSection
{
    private static readonly SettingTable<Draft> Settings = Table();

    public static void Apply(S3StoreOptions options, Setting setting)
    {
        if (!string.IsNullOrEmpty(setting.Section.Value))
        {
            setting.Flaws.Add($"{setting.Path} is both '{setting.Section.Value}' and a section; it must be a name or a section. Another source of "
                + "configuration sets it, too.");
            return;
        }

        var draft = new Draft();
        Settings.Apply(setting.Section, draft, setting.Flaws);
        var profile = StoreProfile.Generic;
        if (draft.BasedOn is { } name)
        {
            if (ProfileName.Find(options, name) is not { } found)
            {
                setting.Flaws.Add(ProfileName.Flaw(name, $"{setting.Path}:{nameof(Draft.BasedOn)}"));
                return;
            }

            profile = found;
        }
        else if (draft.Name is null)
        {
            setting.Flaws.Add($"{setting.Path}:{nameof(Draft.Name)} is missing; set it to a name of your own for messages and reports, such as "
                + "\"media-measured\".");
            return;
        }

        profile = profile with { Name = draft.Name ?? profile.Name };
        options.Profile = draft.Capabilities.Aggregate(profile, (all, capability) => all.WithCapability(capability.Key, capability.Value));
    }

    private static SettingTable<Draft> Table()
    {
        var table = new SettingTable<Draft>("a profile")
        {
            { nameof(Draft.Name), (d, s) => d.Name = s.Text(d.Name) },
            { nameof(Draft.BasedOn), (d, s) => d.BasedOn = s.Text(d.BasedOn) },
        };
        foreach (var (name, _) in StoreProfile.Generic.ListCapabilities())
        {
            table.Add(name, (d, s) => d.Set(name, s.OneOf<Capability>(null)));
        }

        return table;
    }

    /// <summary>What the section says, in any order.</summary>
    private sealed class Draft
    {
        public string? Name { get; set; }

        public string? BasedOn { get; set; }

        public Dictionary<string, Capability> Capabilities { get; } = new(StringComparer.Ordinal);

        public void Set(string name, Capability? value)
        {
            if (value is { } capability)
            {
                Capabilities[name] = capability;
            }
        }
    }
}
