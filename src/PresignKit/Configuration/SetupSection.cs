using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PresignKit.Configuration;

/// <summary>Reads the set-up from the <c>PresignKit</c> section; a value that cannot be read is one of the flaws reported at start.</summary>
internal static class SetupSection
{
    /// <summary>Applies the section to the options; flaws are kept with them.</summary>
    public static void Apply(IConfiguration section, PresignKitOptions options)
    {
        foreach (var origin in section.GetSection(nameof(PresignKitOptions.PageOrigins)).GetChildren())
        {
            options.PageOrigins.Add(origin.Value ?? "");
        }

        options.PageOriginRule = Read(section, nameof(PresignKitOptions.PageOriginRule), options.PageOriginRule, options.SectionFlaws);
        options.BucketSetup = ReadParts(section, options);
        options.AbandonedAfter = ReadTime(section, nameof(PresignKitOptions.AbandonedAfter), options.AbandonedAfter, options.SectionFlaws);
        options.StartupCheck = Read(section, nameof(PresignKitOptions.StartupCheck), options.StartupCheck, options.SectionFlaws);
        options.StartupProbe = Read(section, nameof(PresignKitOptions.StartupProbe), options.StartupProbe, options.SectionFlaws);
    }

    /// <summary>Names with commas between them: <c>Policy, Lifecycle</c>.</summary>
    private static BucketSetup ReadParts(IConfiguration section, PresignKitOptions options)
    {
        if (section[nameof(PresignKitOptions.BucketSetup)] is not { Length: > 0 } value)
        {
            return options.BucketSetup;
        }

        var parts = BucketSetup.None;
        foreach (var name in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<BucketSetup>(name, ignoreCase: true, out var part) || !Enum.IsDefined(part))
            {
                options.SectionFlaws.Add(
                    $"{nameof(PresignKitOptions.BucketSetup)} is '{value}'; it is of: {string.Join(", ", Enum.GetNames<BucketSetup>())}, with commas between them.");
                return options.BucketSetup;
            }

            parts |= part;
        }

        return parts;
    }

    private static TimeSpan ReadTime(IConfiguration section, string setting, TimeSpan otherwise, List<string> flaws)
    {
        if (section[setting] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        if (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var parsed))
        {
            return parsed;
        }

        flaws.Add($"{setting} is '{value}'; it is a time such as 7.00:00:00, seven days.");
        return otherwise;
    }

    private static T Read<T>(IConfiguration section, string setting, T otherwise, List<string> flaws)
        where T : struct, Enum
    {
        if (section[setting] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        if (Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
        {
            return parsed;
        }

        flaws.Add($"{setting} is '{value}'; it is one of: {string.Join(", ", Enum.GetNames<T>())}.");
        return otherwise;
    }
}
