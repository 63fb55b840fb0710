using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PresignKit.AspNetCore.DependencyInjection;

/// <summary>The section <c>PresignKit:Endpoints</c>, read by hand: its one setting needs no reflection.</summary>
internal static class EndpointSection
{
    public static void Apply(IConfiguration section, PresignKitEndpointOptions options)
    {
        if (section[nameof(PresignKitEndpointOptions.CompletionGrace)] is not { } text)
        {
            return;
        }

        // What cannot be read fails the validation of the options, with a limit to read about.
        options.CompletionGrace = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var grace) ? grace : TimeSpan.MinValue;
    }
}
