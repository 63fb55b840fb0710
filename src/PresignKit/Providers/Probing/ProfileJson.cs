using System.Text;
using System.Text.Json;
using PresignKit.Stores;

namespace PresignKit.Providers.Probing;

/// <summary>A profile as JSON, to paste into the section of a store.</summary>
internal static class ProfileJson
{
    public static string Of(StoreProfile profile)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("Profile");
            json.WriteString(nameof(StoreProfile.Name), profile.Name);
            foreach (var capability in CapabilityTable.All)
            {
                // What is not named is Unknown.
                if (capability.Get(profile) is var value && value != Capability.Unknown)
                {
                    json.WriteString(capability.Name, $"{value}");
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
