namespace PresignKit.S3.Settings;

/// <summary>A profile by its name, as configuration gives it.</summary>
internal static class ProfileName
{
    /// <summary>Sets the profile of that name: the one that code set, or else a ready-made one. An unknown name is a flaw.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="name">The profile's name.</param>
    /// <param name="setting">The setting that has the name, for the flaw.</param>
    public static void Apply(S3StoreOptions options, string name, string setting)
    {
        // A profile that was derived from a ready-made one may still have its name.
        if (S3Profiles.All.Prepend(options.Profile).FirstOrDefault(p => string.Equals(p?.Name, name, StringComparison.OrdinalIgnoreCase)) is { } profile)
        {
            options.Profile = profile;
        }
        else
        {
            options.SectionFlaws.Add($"{setting} is '{name}'; it must be one of: {string.Join(", ", S3Profiles.All.Select(p => p.Name))}.");
        }
    }
}
