using Microsoft.Extensions.Configuration;
using PresignKit.Providers;

namespace PresignKit.AspNetCore.DependencyInjection;

/// <summary>Reads the section <c>PresignKit:Endpoints</c>.</summary>
internal static class EndpointSection
{
    private static readonly SettingTable<PresignKitEndpointOptions> Settings = new("the endpoints")
    {
        { nameof(PresignKitEndpointOptions.CompletionGrace), (o, s) => o.CompletionGrace = s.Time(o.CompletionGrace) ?? o.CompletionGrace },
    };

    public static void Apply(IConfiguration section, PresignKitEndpointOptions options) =>
        Settings.Apply(section, options, options.SectionFlaws);
}
