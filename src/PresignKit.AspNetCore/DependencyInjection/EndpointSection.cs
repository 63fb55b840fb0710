using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PresignKit.AspNetCore.DependencyInjection;

/// <summary>Reads the section <c>PresignKit:Endpoints</c> without reflection: it has only one setting.</summary>
internal static class EndpointSection
{
    public static void Apply(IConfiguration section, PresignKitEndpointOptions options)
    {
        foreach (var entry in section.GetChildren())
        {
            if (!string.Equals(entry.Key, nameof(options.CompletionGrace), StringComparison.OrdinalIgnoreCase))
            {
                options.SectionFlaws.Add($"Endpoints:{entry.Key} is not a valid setting; the only valid setting is {nameof(options.CompletionGrace)}.");
            }
            else if (entry.GetChildren().Any())
            {
                options.SectionFlaws.Add($"Endpoints:{entry.Key} must be a single value; it is a list or a section.");
            }
            else if (entry.Value is { Length: > 0 } text)
            {
                options.CompletionGrace = Read(text, options);
            }
        }
    }

    // A number alone would be read as days.
    private static TimeSpan Read(string text, PresignKitEndpointOptions options)
    {
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var grace))
        {
            return grace;
        }

        options.SectionFlaws.Add($"Endpoints:{nameof(options.CompletionGrace)} is '{text}'; it must be a time span, such as 01:00:00 (1 hour).");
        return options.CompletionGrace;
    }
}
