using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PresignKit.AspNetCore.DependencyInjection;

/// <summary>Reads the section <c>PresignKit:Endpoints</c> without reflection: it has only one setting.</summary>
internal static class EndpointSection
{
    public static void Apply(IConfiguration section, PresignKitEndpointOptions options)
    {
        if (section[nameof(PresignKitEndpointOptions.CompletionGrace)] is not { } text)
        {
            return;
        }

        // A text that cannot be parsed must fail the validation of the options, so it becomes a value that is never valid.
        options.CompletionGrace = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var grace) ? grace : TimeSpan.MinValue;
    }
}
