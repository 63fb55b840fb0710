namespace PresignKit.S3.Settings;

/// <summary>Finds a profile by the name in the configuration.</summary>
internal static class ProfileName
{
    /// <summary>Sets the profile with that name: the one set in code, or else a ready-made one. An unknown name is a flaw.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="name">The profile's name.</param>
    /// <param name="setting">The name of the setting, for the flaw.</param>
    public static void Apply(S3StoreOptions options, string name, string setting)
    {
        if (Find(options, name) is { } profile)
        {
            options.Profile = profile;
        }
        else
        {
            options.SectionFlaws.Add(Flaw(name, setting));
        }
    }

    /// <summary>The profile with that name; null if there is none.</summary>
    public static StoreProfile? Find(S3StoreOptions options, string name) =>
        // A derived profile may still have the name of the ready-made one.
        S3Profiles.All.Prepend(options.Profile).FirstOrDefault(p => string.Equals(p?.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The flaw of an unknown name.</summary>
    public static string Flaw(string name, string setting) =>
        $"{setting} is '{name}'; it must be one of: {string.Join(", ", S3Profiles.All.Select(p => p.Name))}.";
}
